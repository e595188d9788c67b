import { expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import { endOfName, packageAddress } from './package-address.ts'

test.each([
  ['npm:stripe', { registry: 'npm', package: 'stripe' }],
  ['npm:@aws-sdk/client-s3', { registry: 'npm', package: '@aws-sdk/client-s3' }],
  ['pypi:boto3', { registry: 'pypi', package: 'boto3' }],
])('%s names a package', (text, address) => {
  expect(packageAddress(text)).toEqual(address)
})

test.each(['openai-node', 'stripe', 'cargo:serde', './npm:x'])('%s does not', (text) => {
  expect(packageAddress(text)).toBeNull()
})

test.each(['npm:', 'npm:Not A Name', 'pypi:-x'])('%s is a mistake', (text) => {
  expect(() => packageAddress(text)).toThrow(UserError)
})

test.each([
  ['npm:stripe@12.0.0', 'npm:stripe'],
  ['npm:@aws-sdk/client-s3@3.1.0', 'npm:@aws-sdk/client-s3'],
  ['openai-node@git+file:///a@b#c', 'openai-node'],
])('%s ends its name before the version', (text, name) => {
  expect(text.slice(0, endOfName(text))).toBe(name)
})

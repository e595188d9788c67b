import { expect, test } from 'vitest'
import { knownHint } from './nearest.ts'

const many = [
  ...[
    'apim-subscription-key',
    'apim-subscription-key-and-jwt',
    'apim-validate-jwt',
    'azure-api-key',
    '@apis',
    'openai',
  ],
  ...[
    'azure-entra-token-as-api-key',
    'azure-entra-token-provider',
    'openai-entra-token',
    'lithic',
    'anywhere',
    'basic',
  ],
  ...Array.from({ length: 20 }, (_, at) => `other-${at}`),
]
const offered = (name: string): readonly string[] =>
  /Nearest of 32 names: (.*)\.$/u.exec(knownHint(name, many, 'names'))?.[1]?.split(', ') ?? []

test('of many names those that were probably mistyped are offered first', () => {
  expect(knownHint('azure-apikey', many, 'names')).toMatch(/^Did you mean "azure-api-key"\? Nearest of 32/u)
  expect(offered('azure-apikey')[0]).toBe('azure-api-key')
})

test.each([
  ['apim-jwt', ['apim-validate-jwt', 'apim-subscription-key-and-jwt']],
  ['entra-token', ['openai-entra-token', 'azure-entra-token-provider', 'azure-entra-token-as-api-key']],
  ['apikey', ['azure-api-key', 'azure-entra-token-as-api-key']],
  ['JWT', ['apim-validate-jwt', 'apim-subscription-key-and-jwt']],
])('of many names those that have all of its words come next: %s', (name, first) => {
  expect(offered(name).slice(0, first.length)).toEqual(first)
  expect(offered(name)).toHaveLength(5)
})

test('few names are all told', () => {
  expect(knownHint('x', ['b', 'a'], 'names')).toBe('Did you mean "b"? Known names: a, b.')
  expect(knownHint('x', [], 'names')).toBe('There are no names.')
})

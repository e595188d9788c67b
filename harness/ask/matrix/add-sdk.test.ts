import { parse } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { addSdk } from './add-sdk.ts'

const sdk = { id: 'stripe-node', registry: 'npm', package: 'stripe', versions: ['11.0.0'] }
const credentials = { 'stripe-key': 'sk_test_{24}' }

test('a matrix that is not there yet is made', () => {
  expect(JSON.parse(addSdk(null, { sdk, credentials }))).toEqual({ sdks: [sdk], credentials })
  expect(JSON.parse(addSdk(null, { sdk, credentials: {} }))).toEqual({ sdks: [sdk] })
})

test('one that is there keeps its comments, its other entries and its own credentials', () => {
  const text = `{
  // ours
  "sdks": [
    { "id": "a", "registry": "npm", "package": "a", "versions": ["1.0.0"] } // the first
  ],
  "credentials": { "stripe-key": "sk_live_{30}" }
}
`
  const added = addSdk(text, { sdk, credentials: { ...credentials, other: '{24}' } })
  expect(added).toContain('// ours')
  expect(added).toContain('// the first')
  expect(parse(added)).toEqual({
    sdks: [{ id: 'a', registry: 'npm', package: 'a', versions: ['1.0.0'] }, sdk],
    credentials: { 'stripe-key': 'sk_live_{30}', other: '{24}' },
  })
})

import { parse } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { addEntry, addSdk, renewEntry } from './add-entry.ts'

const entry = { finding: 'x', reason: 'y' }
const accepted = (text: string): unknown => {
  const errors: never[] = []
  const value = parse(text, errors, { allowTrailingComma: true })
  expect(errors).toEqual([])
  return value.accepted
}
const lines = (...all: readonly string[]) => `${all.join('\n')}\n`

test('a new entry stands behind the last one; its comment stays where it is, and nothing is formatted anew', () => {
  const text = lines(
    '{',
    '  "accepted": [',
    '    { "sdk": "a", "reason": "b" } // known since May',
    '    // more to come',
    '  ]',
    '}',
  )
  expect(addEntry(text, entry)).toBe(
    lines(
      '{',
      '  "accepted": [',
      '    { "sdk": "a", "reason": "b" }, // known since May',
      '    {',
      '      "finding": "x",',
      '      "reason": "y"',
      '    }',
      '    // more to come',
      '  ]',
      '}',
    ),
  )
})

test('without the key it is added behind the last one, whose comment stays', () => {
  expect(addEntry(lines('{', '  "sdks": [] /* none */ // yet', '}'), entry)).toBe(
    lines(
      '{',
      '  "sdks": [], /* none */ // yet',
      '  "accepted": [',
      '    {',
      '      "finding": "x",',
      '      "reason": "y"',
      '    }',
      '  ]',
      '}',
    ),
  )
})

test('an entry that names its change by a key is written like any other', () => {
  const keyed = { key: 'a-0123abcd', reason: 'y' }
  expect(accepted(addEntry(lines('{', '  "accepted": [', '    { "reason": "b" }', '  ]', '}'), keyed))).toEqual([
    { reason: 'b' },
    keyed,
  ])
})

test.each([
  ['a trailing comma', lines('{', '  "accepted": [', '    { "reason": "b" }, // one', '  ],', '}')],
  ['a comma on the next line', lines('{', '  "accepted": [', '    { "reason": "b" }', '    ,', '  ]', '}')],
  ['one line', '{ "accepted": [{ "reason": "b" }], "failOn": "auth" }'],
  ["a list that ends on the last entry's line", lines('{', '  "accepted": [', '    { "reason": "b" } ]', '}')],
  [
    'a block comment over two lines',
    lines('{', '  "accepted": [', '    { "reason": "b" } /* x', '    y */', '  ]', '}'),
  ],
  ['Windows lines', '{\r\n\t"accepted": [\r\n\t\t{ "reason": "b" } // c\r\n\t]\r\n}\r\n'],
])('%s', (_, text) => {
  const added = addEntry(text, entry)
  expect(accepted(added)).toEqual([{ reason: 'b' }, entry])
  // All that stood there still does, in its order.
  let from = 0
  for (const word of text.split(/\s+/).filter((part) => part.length > 2)) {
    from = added.indexOf(word, from)
    expect(from).toBeGreaterThanOrEqual(0)
  }
  if (text.includes('\r\n')) expect(added.replaceAll('\r\n', '')).not.toContain('\n')
})

test.each([
  '{ "sdks": [], "accepted": [] }',
  '{\n  "accepted": [\n    // none yet\n  ]\n}\n',
  '{ "sdks": [] }',
])('an empty list: %j', (text) => {
  expect(accepted(addEntry(text, entry))).toEqual([entry])
  expect(addEntry(text, entry).includes('// none yet')).toBe(text.includes('// none yet'))
})

test('a renewed entry keeps its conditions and loses the words that no longer hold', () => {
  const text = lines(
    '{',
    '  "accepted": [',
    '    { "sdk": "a", "reason": "b", "owner": "us", "until": "2026-01-01" } // c',
    '  ]',
    '}',
  )
  const renewed = renewEntry(text, 0, { reason: 'still', owner: 'them', issue: 'https://example.com/1' })
  expect(accepted(renewed)).toEqual([{ sdk: 'a', reason: 'still', owner: 'them', issue: 'https://example.com/1' }])
  expect(accepted(renewEntry(text, 0, { reason: 'still' }))).toEqual([{ sdk: 'a', reason: 'still' }])
  expect(renewed).toContain('// c')
})

const sdk = { id: 'stripe-node', registry: 'npm', package: 'stripe', versions: ['11.0.0'] }
const credentials = { 'stripe-key': 'sk_test_{24}' }

test('an SDK: a matrix that is not there yet is made', () => {
  expect(JSON.parse(addSdk(null, { sdk, credentials }))).toEqual({ sdks: [sdk], credentials })
  expect(JSON.parse(addSdk(null, { sdk, credentials: {} }))).toEqual({ sdks: [sdk] })
})

test('an SDK: one that is there keeps its comments, its other entries and its own credentials', () => {
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
  expect(added).toMatch(/"1\.0\.0"\] \}, \/\/ the first\n {4}\{\n/)
  expect(parse(added)).toEqual({
    sdks: [{ id: 'a', registry: 'npm', package: 'a', versions: ['1.0.0'] }, sdk],
    credentials: { 'stripe-key': 'sk_live_{30}', other: '{24}' },
  })
})

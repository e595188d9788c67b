import { expect, test } from 'vitest'
import { areOfTwoKinds } from './body-kind.ts'

const unkept = (bytes: number) => ({ bytes, sha256: 'a'.repeat(64) })

test.each([
  ['JSON and a form', { a: 1 }, 'a=1', true],
  ['JSON that is sent as a form, and a form', '{"a":1}', 'a=1', true],
  ['JSON that is sent as a form, and JSON', '{"a":1}', { a: 1 }, false],
  ['a text that only begins as JSON does, and a form', '{a}', 'a=1', false],
  ['JSON and none', { a: 1 }, null, true],
  ['an empty object and none', {}, null, false],
  ['JSON and bytes', { a: 1 }, unkept(9), true],
  ['JSON and what is too long to be kept, which may be JSON too', { a: 1 }, unkept(70_000), false],
])('%s', (_, one, other, are) => {
  expect(areOfTwoKinds(one, other)).toBe(are)
})

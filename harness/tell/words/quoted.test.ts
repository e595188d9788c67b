import { expect, test } from 'vitest'
import { field, visible } from './quoted.ts'

test.each([
  ['Bearer sk-env', 'Bearer sk-env'],
  ['Bearer  sk-env ', 'Bearer␣␣sk-env␣'],
  [' sk', '␣sk'],
  ['a\tb\r\nc', 'a⇥b⏎c'],
])('%j shows its blanks: %s', (value, shown) => {
  expect(visible(value)).toBe(shown)
})

test('two values that differ in blanks alone do not read alike', () => {
  expect(field('authorization', ['Bearer  sk'])).not.toBe(field('authorization', ['Bearer sk']))
})

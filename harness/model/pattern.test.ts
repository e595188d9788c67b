import { expect, test } from 'vitest'
import { literally, pattern } from './pattern.ts'

test.each([
  ['x-stainless-*', 'x-stainless-lang', true],
  ['x-stainless-*', 'my-x-stainless-lang', false],
  ['*-request-id', 'x-ms-request-id', true],
  ['x-*-id', 'x-request-id', true],
  ['x-*-id', 'x-request-ids', false],
  ['a*', 'a', true],
  ['a.c', 'abc', false],
  ['*', 'two\nlines', true],
])('%s and %j: %s', (text, value, matches) => {
  expect(pattern(text).test(value)).toBe(matches)
})

test('what means something in a regular expression is itself', () => {
  const odd = '.*+?^$()|[]{}\\'
  expect(new RegExp(`^${literally(odd)}$`).test(odd)).toBe(true)
})

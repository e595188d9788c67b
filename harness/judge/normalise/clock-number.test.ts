import { expect, test } from 'vitest'
import { withoutClockNumbers } from './clock-number.ts'

const of = (text: string): string => withoutClockNumbers(text, '2026-11-28')

test.each([
  ['node-next-1795863845159-‹uuid›', 'node-next-‹time in ms›-‹uuid›'],
  ['abc:1795862453824:x', 'abc:‹time in ms›:x'],
  ['?t=1795863845&a=1', '?t=‹time in s›&a=1'],
  ['{"at":1795863845,"b":2}', '{"at":"‹time in s›","b":2}'],
  ['{"at": 1795863845.25}', '{"at": "‹time in s›"}'],
  [String.raw`{"a":"{\"at\":1795863845}"}`, String.raw`{"a":"{\"at\":‹time in s›}"}`],
])('%s', (text, told) => {
  expect(of(text)).toBe(told)
})

test.each([
  '1795163845',
  '17958638451',
  'a1795863845',
  '1795863845159000',
  '1795863845.1.2',
  '4242424242',
])('%s is no time of that day', (text) => {
  expect(of(text)).toBe(text)
})

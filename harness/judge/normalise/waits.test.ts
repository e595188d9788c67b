import { expect, test } from 'vitest'
import { timeOutText, waitText } from './waits.ts'

test.each([
  ['to the millisecond', 600_000, { ms: 600_000 }, '600 s as asked'],
  ['with a little more, by chance', 12_100, { ms: 10_000 }, '10 s as asked'],
  ['by a date of whole seconds', 59_020, { ms: 60_000, byDate: true as const }, '60 s as asked'],
  ['by a date that is read late', 26_400, { ms: 30_000, byDate: true as const }, '30 s as asked'],
  ['less than was asked', 480, { ms: 600_000 }, 'less than a minute, of its own accord'],
  ['much more than was asked', 70_000, { ms: 2_000 }, 'a minute or more, of its own accord'],
  ['nothing was asked', 990, undefined, 'less than a minute, of its own accord'],
  ['nothing worth a wait was asked', 30, { ms: 0 }, 'less than a minute, of its own accord'],
])('a wait %s', (_, ms, asked, text) => {
  expect(waitText({ ms, ...(asked ? { asked: [asked] } : {}) })).toBe(text)
})

test('of two fields that ask for a wait a client heeds the one that it reads', () => {
  const asked = [{ ms: 0 }, { ms: 20_000 }]
  expect(waitText({ ms: 20_000, asked })).toBe('20 s as asked')
  expect(waitText({ ms: 30, asked })).toBe('less than a minute, of its own accord')
})

test('what a client draws by chance is the same text', () => {
  expect(new Set([376, 499, 751, 1_900, 7_999].map((ms) => waitText({ ms }))).size).toBe(1)
})

test.each([
  [600_000, '600 s'],
  [300_499, '300 s'],
  [1_500, '1.5 s'],
])('after %i ms a client gave up: %s', (ms, text) => {
  expect(timeOutText(ms)).toBe(text)
})

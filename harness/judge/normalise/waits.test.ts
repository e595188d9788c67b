import { expect, test } from 'vitest'
import { timeOutText, waitText } from './waits.ts'

test.each([
  ['to the millisecond', 600_000, { ms: 600_000 }, '600 s as asked'],
  ['with a little more, by chance', 12_100, { ms: 10_000 }, '10 s as asked'],
  ['by a date of whole seconds', 59_020, { ms: 60_000, byDate: true as const }, '60 s as asked'],
  ['by a date that is read late', 26_400, { ms: 30_000, byDate: true as const }, '30 s as asked'],
  ['less than was asked', 480, { ms: 600_000 }, '0.34 to 0.69 s, of its own accord'],
  ['much more than was asked', 70_000, { ms: 2_000 }, '44 to 88 s, of its own accord'],
  ['nothing was asked', 990, undefined, '0.69 to 1.4 s, of its own accord'],
  ['nothing worth a wait was asked', 30, { ms: 0 }, '0.021 to 0.043 s, of its own accord'],
])('a wait %s', (_, ms, asked, text) => {
  expect(waitText({ ms, ...(asked ? { asked: [asked] } : {}) })).toBe(text)
})

test('of two fields that ask for a wait a client heeds the one that it reads', () => {
  const asked = [{ ms: 0 }, { ms: 20_000 }]
  expect(waitText({ ms: 20_000, asked })).toBe('20 s as asked')
  expect(waitText({ ms: 30, asked })).toBe('0.021 to 0.043 s, of its own accord')
})

test.each([
  [
    '`openai` on npm up to 4.13: plus or minus half a second',
    [750, 250, 750, 2250],
    ['0.69 to 1.4', '0.17 to 0.34', '0.69 to 1.4', '1.4 to 2.8'],
  ],
  [
    'since then: up to a quarter less',
    [406, 812, 1625, 3250, 6500],
    ['0.34 to 0.69', '0.69 to 1.4', '1.4 to 2.8', '2.8 to 5.5', '5.5 to 11'],
  ],
])('%s', (_, waits, told) => {
  expect(waits.map((ms) => waitText({ ms }))).toEqual(told.map((range) => `${range} s, of its own accord`))
})

test('a moment more or less is the same text, and so is all that a quarter of chance leaves open', () => {
  for (const bound of [500, 1_000, 2_000, 4_000, 8_000])
    expect(new Set([0.75, 0.8125, 0.82, 0.99, 1].map((part) => waitText({ ms: bound * part }))).size).toBe(1)
})

test.each([
  [600_000, '600 s'],
  [300_499, '300 s'],
  [1_500, '1.5 s'],
])('after %i ms a client gave up: %s', (ms, text) => {
  expect(timeOutText(ms)).toBe(text)
})

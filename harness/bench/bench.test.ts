import { expect, test } from 'vitest'
import { type Figure, misses } from './bench.ts'

const wrong = (value: number): Figure => ({ label: 'wrong', unit: '', value, bar: { is: '≤', value: 0 } })

test('a missed bar is an error where bars are binding, and a figure elsewhere', () => {
  expect(misses({ mustMeetBars: true }, { figures: [wrong(0), wrong(1)] })).toBe(true)
  expect(misses({ mustMeetBars: true }, { figures: [wrong(0), { label: 'steps', unit: '', value: 9 }] })).toBe(false)
  expect(misses({}, { figures: [wrong(1)] })).toBe(false)
})

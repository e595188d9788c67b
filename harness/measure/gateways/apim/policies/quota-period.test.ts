import { expect, test } from 'vitest'
import { quotaPeriod } from './quota-period.ts'

test.each([
  ['Hourly', '2026-02-12T13:00:00.000Z', '2026-02-12T14:00:00.000Z'],
  ['Daily', '2026-02-12T00:00:00.000Z', '2026-02-13T00:00:00.000Z'],
  ['Weekly', '2026-02-09T00:00:00.000Z', '2026-02-16T00:00:00.000Z'],
  ['Monthly', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
  ['yearly', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
])('%s is from %s until %s', (unit, begin, end) => {
  const { firstMs = 0, seconds = 0 } = quotaPeriod(unit, new Date('2026-02-12T13:14:15Z')) ?? {}
  expect([firstMs, firstMs + seconds * 1000].map((ms) => new Date(ms).toISOString())).toEqual([begin, end])
})

import { expect, test } from 'vitest'
import { timingsText } from './timings.ts'

test('each stage has the clock, the sum over all drivers and how many pieces it had', () => {
  const text = timingsText({
    totalMs: 2410,
    stages: [
      { stage: 'load', wallMs: 250, summedMs: 250, pieces: 1 },
      { stage: 'import', wallMs: 1000, summedMs: 1900, pieces: 4 },
    ],
    elseMs: 60,
  })
  expect(text).toBe(`Where the time went, in seconds:
               clock       sum
  load          0.25      0.25  the tool itself and what it reads
  import        1.00      1.90  the SDK loaded in each driver (4)
  else          0.06            none of these went on
  whole         2.41            what goes on at once is in several rows
`)
})

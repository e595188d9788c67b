import { expect, test } from 'vitest'
import { type Span, timingsOf } from './timings.ts'

const span = (stage: Span['stage'], fromMs: number, toMs: number): Span => ({ stage, fromMs, toMs })

test('what goes on at once is told once of the clock, and whole of the sum', () => {
  const spans = [span('import', 100, 400), span('install', 0, 100), span('import', 200, 500), span('import', 900, 1000)]
  expect(timingsOf(spans, 1000)).toEqual({
    totalMs: 1000,
    stages: [
      { stage: 'install', wallMs: 100, summedMs: 100, pieces: 1 },
      { stage: 'import', wallMs: 500, summedMs: 700, pieces: 3 },
    ],
    elseMs: 400,
  })
})

test('a piece within another adds nothing to the clock', () => {
  expect(timingsOf([span('requests', 0, 900), span('requests', 100, 200)], 900)).toMatchObject({
    stages: [{ wallMs: 900, summedMs: 1000 }],
    elseMs: 0,
  })
})

test('a run in which nothing was measured has no stages', () => {
  expect(timingsOf([], 20)).toEqual({ totalMs: 20, stages: [], elseMs: 20 })
})

import { expect, test } from 'vitest'
import { aResult, aRun } from './builders.fixture.ts'
import { gapsOf } from './gap.ts'
import type { ScenarioResult } from './report.ts'

const hung = (id: string, reason = 'It did not end.'): ScenarioResult => ({
  id,
  gateway: 'openai',
  status: 'timeout',
  reason,
})

test('what was measured, and what an SDK has no words for, is no gap', () => {
  const none: ScenarioResult = { id: 'a', gateway: 'openai', status: 'unsupported', reason: 'none' }
  expect(gapsOf([aRun('1', [aResult(), none])])).toEqual([])
})

test('a version is one gap; scenarios are one for each reason', () => {
  const runs = [
    { ...aRun('1', []), status: 'not-measured', reason: 'no wheel' } as const,
    aRun('2', [hung('a'), hung('b'), hung('c', 'other')]),
  ]
  expect(
    gapsOf(runs).map((gap) => [gap.version, gap.reason, gap.kind === 'scenarios' ? gap.places.length : 0]),
  ).toEqual([
    ['1', 'no wheel', 0],
    ['2', 'It did not end.', 2],
    ['2', 'other', 1],
  ])
})

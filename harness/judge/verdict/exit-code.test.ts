import { expect, test } from 'vitest'
import { aResult, aRun } from '../../model/builders.fixture.ts'
import type { Finding, RunResult, ScenarioResult } from '../../model/report.ts'
import type { Severity } from '../../model/severity.ts'
import { exitCodeOf } from './exit-code.ts'

const finding = (severity: Severity, accepted: Finding['accepted'] = null): Finding => ({
  id: 'f',
  sdk: 'openai-python',
  from: '1.0',
  to: '2.0',
  severity,
  accepted,
  cause: 'body',
  title: '',
  changes: [],
  scenarios: [],
  drifts: [],
  remedies: [],
  dependencyChanges: [],
})
const lost = (status: 'timeout' | 'crashed' | 'unsupported'): ScenarioResult => ({
  id: 'a',
  gateway: 'openai',
  status,
  reason: 'x',
})
const gone: RunResult = { ...aRun('2.0', []), status: 'not-measured', reason: 'no wheel' }
const failed: RunResult = { ...aRun('3.0', []), status: 'not-measured', reason: 'a fault of ours', ours: true }

test.each<[string, readonly RunResult[], readonly Finding[], 0 | 1 | 3 | 4]>([
  ['nothing is 0', [aRun('1.0')], [], 0],
  ['at the bar is 1', [aRun('1.0')], [finding('auth')], 1],
  ['below the bar is 0', [aRun('1.0')], [finding('routing')], 0],
  ['accepted is 0', [aRun('1.0')], [finding('breaking', { reason: 'known' })], 0],
  ['a version that could not be measured is 3', [aRun('1.0'), gone], [], 3],
  ['a version at which this tool failed is 4', [aRun('1.0'), gone, failed], [], 4],
  ['a finding beside it is 1', [aRun('1.0'), failed], [finding('auth')], 1],
  ['a scenario that hung is 3', [aRun('1.0', [lost('timeout')])], [], 3],
  ['a scenario that crashed is 3', [aRun('1.0', [lost('crashed')])], [], 3],
  ['a scenario that the SDK has no words for is 0', [aRun('1.0', [aResult(), lost('unsupported')])], [], 0],
  ['a step of which nothing was measured at both ends is 3', [aRun('1.0'), aRun('2.0', [lost('unsupported')])], [], 3],
  ['a version of which nothing was measured is 3', [aRun('1.0', [lost('unsupported')])], [], 3],
  ['a finding weighs more than a gap', [gone], [finding('breaking')], 1],
])('%s', (_, runs, findings, code) => {
  expect(exitCodeOf({ runs, findings }, 'auth')).toBe(code)
})

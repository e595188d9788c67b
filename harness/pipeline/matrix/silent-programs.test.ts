import { expect, test } from 'vitest'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import { withoutSilence } from './silent-programs.ts'

const program = { id: 'charge', argv: ['node'] as const, cwd: '/' }
const exchange = {
  request: { method: 'GET', url: 'http://gateway/', headers: [], body: null },
  response: { status: 200, by: 'open' },
}
const result = (id: string, sends: boolean): ScenarioResult => ({
  id,
  gateway: 'open',
  status: 'measured',
  outcome: sends
    ? { kind: 'response', status: 200 }
    : { kind: 'error', name: 'exit code 1', message: 'no such export' },
  exchanges: sends ? [exchange] : [],
})
const run = (version: string, ...scenarios: ScenarioResult[]): RunResult => ({
  ...{ sdk: 'node', version, runtime: 'node 24', publishedAt: null, dependencies: {} },
  status: 'measured',
  scenarios,
})
const statuses = (...runs: RunResult[]) =>
  withoutSilence(runs, [{ id: 'node', programs: [program] }]).map(({ scenarios }) =>
    scenarios.map(({ status }) => status),
  )

test('nothing sent at two versions in a row is not the same, it is not known', () => {
  const runs = [run('1', result('charge', false)), run('2', result('charge', false)), run('3', result('charge', true))]
  expect(statuses(...runs)).toEqual([['measured'], ['crashed'], ['measured']])
  const [, second] = withoutSilence(runs, [{ id: 'node', programs: [program] }])
  expect(second?.scenarios).toMatchObject([{ reason: 'It sent nothing, as at 1. exit code 1: no such export' }])
})

test('one that sends nothing any more is a difference', () => {
  expect(statuses(run('1', result('charge', true)), run('2', result('charge', false)))).toEqual([
    ['measured'],
    ['measured'],
  ])
})

test('a scenario may send nothing: it is ours, and means to', () => {
  expect(statuses(run('1', result('key', false)), run('2', result('key', false)))).toEqual([['measured'], ['measured']])
})

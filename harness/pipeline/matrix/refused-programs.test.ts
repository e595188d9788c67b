import { expect, test } from 'vitest'
import { exitCodeOf } from '../../judge/verdict/exit-code.ts'
import { gapsOf } from '../../model/gap.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import { gapSentence } from '../../tell/words/gap-words.ts'
import { withRefusals } from './refused-programs.ts'

const program = { id: 'charge', argv: ['node'] as const, cwd: '/' }
const request = { method: 'GET', url: 'http://gateway/', headers: [], body: null }
const result = (id: string, status: number, gateway = 'bearer'): ScenarioResult => ({
  ...{ id, gateway, status: 'measured' },
  outcome: status < 400 ? { kind: 'response', status } : { kind: 'error', name: 'exit code 1', message: 'no\nmore' },
  exchanges: [{ request, response: { status, by: gateway } }],
})
const run = (version: string, ...scenarios: ScenarioResult[]): RunResult => ({
  ...{ sdk: 'node', version, runtime: 'node 24', publishedAt: null, dependencies: {} },
  ...{ status: 'measured', scenarios },
})
const gaps = (...runs: RunResult[]) =>
  gapsOf(withRefusals(runs, [{ id: 'node', programs: [program] }])).map(gapSentence)

test('a program that is refused at each version is not the same, it is not known', () => {
  const runs = ['1', '2'].map((version) => run(version, result('charge', 401), result('charge', 403, 'basic')))
  expect(gaps(...runs)).toEqual([
    expect.stringContaining('charge was let in at no version: behind bearer 401 by bearer; behind basic 403 by basic.'),
  ])
  expect(
    exitCodeOf({ runs: withRefusals(runs, [{ id: 'node', programs: [program] }]), findings: [] }, 'breaking'),
  ).toBe(3)
})

test('one that got through once, wherever that was, is known', () => {
  expect(
    gaps(run('1', result('charge', 401)), run('2', result('charge', 401), result('charge', 200, 'basic'))),
  ).toEqual([])
})

test('a scenario may be refused: it is ours, and means to', () => {
  expect(gaps(run('1', result('bad-key', 401)), run('2', result('bad-key', 401)))).toEqual([])
})

test('one that fails by itself after each yes says how', () => {
  const one = result('charge', 401) as Extract<ScenarioResult, { status: 'measured' }>
  const failing: ScenarioResult = { ...one, exchanges: [{ request, response: { status: 200, by: 'backend' } }] }
  expect(gaps(run('1', failing), run('2', failing))).toEqual([
    expect.stringContaining('behind bearer 200 by backend, exit code 1: no.'),
  ])
})

import { expect, test } from 'vitest'
import { anExchange, aResult } from '../../model/builders.fixture.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import { gateGapsOf } from './gaps.ts'

const run = (version: string, scenarios: readonly ScenarioResult[]): RunResult => ({
  sdk: 'sdk',
  version,
  runtime: 'node 24',
  publishedAt: null,
  dependencies: {},
  status: 'measured',
  scenarios,
})
const hung: ScenarioResult = { id: 'a', gateway: 'openai', status: 'timeout', reason: 'It did not end.' }

test('two measured versions leave nothing open, also where one has no words for a scenario', () => {
  const unsupported: ScenarioResult = { id: 'a', gateway: 'openai', status: 'unsupported', reason: 'none' }
  expect(gateGapsOf([run('1', [aResult()]), run('2', [aResult(), unsupported])], 'your-command')).toEqual([])
})

test('what could not be measured at either end stays open', () => {
  expect(gateGapsOf([run('1', [aResult()]), run('2', [hung])], 'your-command')).toMatchObject([
    { kind: 'scenarios', version: '2' },
  ])
})

test('a command that sends nothing at either version says nothing', () => {
  const silent = aResult({ id: 'your-command', gateway: 'openai', exchanges: [] })
  const loud = aResult({ id: 'your-command', gateway: 'openai', exchanges: [anExchange()] })
  expect(gateGapsOf([run('1', [silent]), run('2', [silent])], 'your-command')).toEqual([
    { kind: 'silence', scenario: 'your-command', gateway: 'openai' },
  ])
  expect(gateGapsOf([run('1', [loud]), run('2', [silent])], 'your-command')).toEqual([])
})

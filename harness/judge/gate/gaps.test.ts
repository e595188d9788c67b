import { expect, test } from 'vitest'
import { anExchange, aResult } from '../../model/builders.fixture.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import { gapsOf } from './gaps.ts'

const run = (version: string, scenarios: readonly ScenarioResult[]): RunResult => ({
  sdk: 'sdk',
  version,
  runtime: 'node 24',
  publishedAt: null,
  dependencies: {},
  status: 'measured',
  scenarios,
})
const hung = (id: string): ScenarioResult => ({ id, gateway: 'openai', status: 'timeout', reason: 'It did not end.' })

test('two measured versions leave nothing open, also where one has no words for a scenario', () => {
  const unsupported: ScenarioResult = { id: 'a', gateway: 'openai', status: 'unsupported', reason: 'none' }
  expect(gapsOf([run('1', [aResult()]), run('2', [aResult(), unsupported])], 'your-command')).toEqual([])
})

test('a version that could not be measured is told with its reason', () => {
  const lost: RunResult = { ...run('2', []), status: 'not-measured', reason: 'no wheel' }
  expect(gapsOf([run('1', []), lost], 'your-command')).toEqual(['sdk 2: no wheel'])
})

test('one reason is told once, however many scenarios it cost', () => {
  const ids = ['a', 'b', 'c', 'd']
  expect(gapsOf([run('1', ids.map(hung))], 'your-command')).toEqual([
    'sdk 1, a behind openai, b behind openai and 2 more: timeout: It did not end.',
  ])
})

test('a command that sends nothing at either version says nothing', () => {
  const silent = aResult({ id: 'your-command', gateway: 'openai', exchanges: [] })
  const loud = aResult({ id: 'your-command', gateway: 'openai', exchanges: [anExchange()] })
  expect(gapsOf([run('1', [silent]), run('2', [silent])], 'your-command')).toEqual([
    'your-command behind openai sent nothing to it at either version.',
  ])
  expect(gapsOf([run('1', [loud]), run('2', [silent])], 'your-command')).toEqual([])
})

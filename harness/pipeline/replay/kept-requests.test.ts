import { expect, test } from 'vitest'
import { cellKey } from '../../measure/store/shelf.ts'
import { answered } from '../../model/builders.fixture.ts'
import type { ScenarioResult } from '../../model/report.ts'
import type { Scenario } from '../../model/scenario.ts'
import { gateways } from '../../testing/shipped-gateways.ts'
import { stillHolds } from './kept-requests.ts'

const scenario = (title: string): Scenario => ({
  id: 'key',
  title,
  client: { kind: 'vendor', address: 'base-url' },
  calls: [{ api: 'chat' }],
  behind: ['*'],
  file: '/scenarios/key.json',
})
const now = scenario('A key.')
const before = scenario('Others were called.')

const result = (gateway: string, status: 'measured' | 'unsupported' = 'measured'): ScenarioResult =>
  status === 'measured'
    ? { id: 'key', gateway, status, outcome: answered(), exchanges: [] }
    : { id: 'key', gateway, status, reason: 'no words' }
const keyOf = (one: Scenario, gateway: string): string => cellKey({ scenario: one, variant: '', id: 'key', gateway })
const kept = (all: Parameters<typeof stillHolds>[0]) => {
  const { results, outdated } = stillHolds(all, () => [now], gateways)
  return {
    outdated: outdated.get('key') ?? 0,
    of: [...results].map(([version, at]) => [version, at.get('key')?.gateway]),
  }
}

test('a result of the scenario as it is now holds, behind whichever gateway it was had', () => {
  const [one, other] = ['azure-openai', 'apim-validate-jwt'] as const
  expect(
    kept([
      { version: '1.0.0', result: result(one), key: keyOf(now, one), at: 1 },
      { version: '2.0.0', result: result(other), key: keyOf(now, other), at: 1 },
    ]),
  ).toEqual({
    outdated: 0,
    of: [
      ['1.0.0', one],
      ['2.0.0', other],
    ],
  })
})

test('one of the scenario as it was is left out and counted', () => {
  const gateway = 'azure-openai'
  expect(kept([{ version: '1.0.0', result: result(gateway), key: keyOf(before, gateway), at: 1 }])).toEqual({
    outdated: 1,
    of: [],
  })
})

test('behind a file that may have changed since, and in a report, the id has to do', () => {
  const { of } = kept([
    { version: '1.0.0', result: result('theirs'), key: 'whatever', at: 1 },
    { version: '2.0.0', result: result('azure-openai') },
  ])
  expect(of).toEqual([
    ['1.0.0', 'theirs'],
    ['2.0.0', 'azure-openai'],
  ])
})

test('of several the newest that was measured is taken, and one without a request only where there is no other', () => {
  const key = (gateway: string) => keyOf(now, gateway)
  expect(
    kept([
      { version: '1.0.0', result: result('openai'), key: key('openai'), at: 1 },
      { version: '1.0.0', result: result('azure-openai'), key: key('azure-openai'), at: 2 },
      { version: '1.0.0', result: result('foundry', 'unsupported'), key: key('foundry'), at: 3 },
    ]).of,
  ).toEqual([['1.0.0', 'azure-openai']])
})

import { expect, test } from 'vitest'
import { answered, refused } from '../../../model/builders.fixture.ts'
import type { Outcome } from '../../../model/capture.ts'
import type { Change, Drift } from '../../../model/report.ts'
import { answerGroups } from './answer-groups.ts'

const change = (before: Outcome, after: Outcome): Change => ({
  kind: 'outcome',
  name: 'outcome',
  request: 0,
  before,
  after,
  severity: 'breaking',
})
const drift = (scenario: string, gateway: string, changes: readonly Change[] = []): Drift => ({
  id: `${scenario} ${gateway}`,
  sdk: 'openai-python',
  scenario,
  gateway,
  from: '1.0',
  to: '2.0',
  steppedOver: [],
  severity: 'breaking',
  accepted: null,
  finding: 'f',
  summary: '',
  changes,
  remedies: [],
})
const worse = [change(answered(), refused())]
const better = [change(refused(), answered())]

test('scenarios with the same answers share a group, whatever the order they were measured in', () => {
  const { changed, unchanged } = answerGroups([
    drift('b', 'two', worse),
    drift('a', 'one', worse),
    drift('b', 'one', worse),
    drift('a', 'two', worse),
    drift('b', 'four'),
    drift('b', 'three'),
    drift('a', 'three'),
    drift('a', 'four'),
  ])
  expect(changed).toEqual([
    {
      scenarios: ['a', 'b'],
      rows: [{ gateways: ['one', 'two'], answers: '200 → 401', said: 'Access denied', by: null }],
    },
  ])
  expect(unchanged).toEqual([{ scenarios: ['a', 'b'], gateways: ['four', 'three'] }])
})

test('a scenario stands in one group only, with each answer of its own', () => {
  const { changed } = answerGroups([drift('a', 'one', worse), drift('b', 'one', worse), drift('b', 'two', better)])
  expect(changed.map(({ scenarios, rows }) => [scenarios, rows.map((row) => row.answers)])).toEqual([
    [['a'], ['200 → 401']],
    [['b'], ['200 → 401', '401 → 200']],
  ])
})

test('who is refused now comes first, then the larger group', () => {
  const { changed } = answerGroups([
    drift('a', 'one', better),
    drift('b', 'one', better),
    drift('c', 'two', better),
    drift('d', 'one', worse),
  ])
  expect(changed.map(({ scenarios }) => scenarios)).toEqual([['d'], ['a', 'b'], ['c']])
})

test('the rule that refuses stands in the row, and rows of different rules apart', () => {
  const request = { method: 'POST', url: 'http://gateway/v1', credentials: [] }
  const refusal = (by: string) => ({ decided: { before: null, after: { status: 401, by, request } } })
  const { changed } = answerGroups([
    { ...drift('a', 'one', worse), ...refusal('one.xml:4 validate-jwt: no Authorization field') },
    { ...drift('a', 'two', worse), ...refusal('two.xml:9 check-header: not the value') },
  ])
  expect(changed.flatMap(({ rows }) => rows.map(({ gateways, by }) => [...gateways, by]))).toEqual([
    ['one', '`validate-jwt`, one.xml:4: no Authorization field'],
    ['two', '`check-header`, two.xml:9: not the value'],
  ])
})

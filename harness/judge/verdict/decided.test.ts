import { expect, test } from 'vitest'
import { answered, refused } from '../../model/builders.fixture.ts'
import type { MeasuredResult, WireExchange } from '../../model/report.ts'
import { diffWires } from '../diff/diff-wires.ts'
import { decidedIn } from './decided.ts'

const exchange = (field: string, response: WireExchange['response']): WireExchange => ({
  request: { method: 'POST', url: 'http://gateway/v1', headers: [[field, '‹api-key›']], body: null },
  response,
})
const result = (outcome: MeasuredResult['outcome'], exchanges: readonly WireExchange[]): MeasuredResult => ({
  id: 'key',
  gateway: 'g',
  status: 'measured',
  outcome,
  exchanges,
})
const passed = result(answered(), [exchange('authorization', { status: 200, by: 'backend' })])
const decided = (before: MeasuredResult, after: MeasuredResult) => decidedIn(before, after, diffWires(before, after))

test('who was refused ended by a rule; the request that passed stands beside it', () => {
  const after = result(refused(), [exchange('api-key', { status: 401, by: 'p.xml:4 validate-jwt: no field' })])
  expect(decided(passed, after)).toMatchObject({
    before: { status: 200, by: 'backend', request: { credentials: [{ name: 'authorization' }] } },
    after: { status: 401, by: 'p.xml:4 validate-jwt: no field', request: { credentials: [{ name: 'api-key' }] } },
  })
})

test('an SDK that raises by itself was refused by no rule, whatever it was answered', () => {
  const after = result({ kind: 'error', name: 'TypeError', message: 'no' }, passed.exchanges)
  expect(decided(passed, after)).toMatchObject({ after: null })
})

test('a call that ends as before is told nothing of', () => {
  const after = result(answered(), [exchange('api-key', { status: 200, by: 'backend' })])
  expect(decided(passed, after)).toBeNull()
})

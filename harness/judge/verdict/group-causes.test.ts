import { expect, test } from 'vitest'
import { ABSENT } from '../../model/body-place.ts'
import type { Change } from '../../model/report.ts'
import { worst } from '../../model/severity.ts'
import { groupCauses } from './group-causes.ts'
import { causesOf } from './signature.ts'

const version: Change = {
  kind: 'header-changed',
  name: 'api-version',
  request: 0,
  before: ['1'],
  after: ['2'],
  severity: 'behaviour',
}
const removed = (name: string): Change => ({
  kind: 'header-removed',
  name,
  request: 0,
  before: ['‹api-key›'],
  after: [],
  severity: 'auth',
})
const cosmetic: Change = {
  kind: 'header-case',
  name: 'accept',
  request: 0,
  before: [],
  after: [],
  severity: 'cosmetic',
}
const added: Change = { ...version, kind: 'header-added', name: 'x-new' }

const drift = (scenario: string, ...changes: Change[]) => ({
  id: scenario,
  sdk: 'openai-python',
  severity: worst(changes.map(({ severity }) => severity)),
  scenario,
  gateway: 'openai',
  from: '1.0.0',
  to: '2.0.0',
  steppedOver: [],
  beside: [],
  changes,
})

const told = (...drifts: ReturnType<typeof drift>[]) =>
  groupCauses(drifts).map(({ drifts: own }) => own.map(({ scenario }) => scenario))

test('a field that changed in every request does not hide the credential that left some', () => {
  const all = [drift('a', version), drift('b', version), drift('key', version, removed('api-key'))]
  expect(told(...all)).toEqual([['a', 'b'], ['key']])
})

test('a scenario that shows a little more of the same weight belongs to the cause that most show', () => {
  expect(told(drift('a', version), drift('b', version), drift('c', version, added))).toEqual([['a', 'b', 'c']])
  const both = drift('b', removed('api-key'), removed('authorization'))
  expect(told(drift('a', removed('api-key')), drift('a2', removed('api-key')), both)).toEqual([['a', 'a2', 'b']])
})

test('a member that each body has gained is one cause, whatever it holds; one that each lost is another', () => {
  const body = (before: unknown, after: unknown): Change => ({
    ...version,
    kind: 'body',
    name: '/model',
    before,
    after,
  })
  const gained = [drift('a', body(ABSENT, 'gpt-4o')), drift('b', body(ABSENT, 'a/b'))]
  const key = drift('key', body(ABSENT, '‹api-key›'))
  expect(told(...gained, drift('lost', body('gpt-4o', ABSENT)), key)).toEqual([['a', 'b'], ['lost'], ['key']])
})

test('what is too small to tell causes apart does not', () => {
  expect(told(drift('a', version), drift('b', version, cosmetic))).toEqual([['a', 'b']])
})

test('a change that stands nearly everywhere is told once, by itself, and heads nothing graver', () => {
  const graver = ['a', 'b', 'c', 'd'].map((id) => drift(id, added, removed('api-key')))
  const causes = groupCauses([...graver, drift('e', added, removed('x-api-key'))])
  expect(
    causes.map(({ signature, own, drifts }) => [JSON.parse(signature[0] ?? '')[1], own.length, drifts.length]),
  ).toEqual([
    ['api-key', 4, 4],
    ['x-api-key', 1, 1],
    ['x-new', 0, 5],
  ])
})

test('an SDK that gives up before it sends is told by that, not by a field of the calls that it still makes', () => {
  const outcome: Change = {
    kind: 'outcome',
    name: 'call 1',
    request: 0,
    before: { kind: 'response', status: 200 },
    after: { kind: 'error', name: 'OpenAIError', message: 'no such path' },
    severity: 'breaking',
  }
  const gone: Change = {
    kind: 'request-removed',
    name: 'POST http://gateway/chat',
    request: 0,
    before: { method: 'POST', url: 'http://gateway/chat', credentials: [] },
    after: null,
    severity: 'routing',
  }
  expect(told(drift('a', version), drift('b', version), drift('c', version, outcome, gone))).toEqual([
    ['a', 'b'],
    ['c'],
  ])
})

test('a call that now fails of the SDK’s own accord, one request less, is not told as the wait before the request that is left', () => {
  const outcome: Change = {
    kind: 'outcome',
    name: 'call 1',
    request: 0,
    before: { kind: 'response', status: 200 },
    after: { kind: 'error', name: 'RuntimeError', message: 'a fault of the program itself' },
    severity: 'breaking',
  }
  const fewer: Change = {
    kind: 'request-count',
    name: 'requests',
    request: 0,
    before: 2,
    after: 1,
    severity: 'behaviour',
  }
  const wait: Change = {
    kind: 'wait',
    name: 'wait',
    request: 0,
    before: '0.34 to 0.69 s, of its own accord',
    after: 'not at all',
    severity: 'behaviour',
  }
  expect(causesOf([outcome, fewer, wait])).toContain(outcome)
})

test('an SDK that refused by itself and now asks is told by that, not by how long it waits', () => {
  const outcome: Change = {
    kind: 'outcome',
    name: 'call 1',
    request: 0,
    before: { kind: 'error', name: 'OpenAIError', message: 'no API version' },
    after: { kind: 'error', name: 'InternalServerError', message: '500', status: 500 },
    severity: 'auth',
  }
  const wait: Change = {
    kind: 'wait',
    name: 'wait',
    request: 1,
    before: '0.34 to 0.69 s, of its own accord',
    after: 'not at all',
    severity: 'behaviour',
  }
  expect(causesOf([wait, outcome])).toContain(outcome)
  const limit: Change = { ...wait, name: 'time-out', before: '600 s', after: '5 s' }
  expect(causesOf([limit, outcome])).toEqual([limit])
  expect(causesOf([wait, { ...outcome, before: { kind: 'response', status: 200 } }])).toEqual([wait])
})

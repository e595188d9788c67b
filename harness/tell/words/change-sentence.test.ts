import { expect, test } from 'vitest'
import type { Difference } from '../../model/report.ts'
import { sentence } from './change-sentence.ts'

const ok = { kind: 'response', status: 200 } as const
const refused = { kind: 'error', name: 'AuthenticationError', message: 'Access denied', status: 401 } as const
const at = { name: 'x', request: 0 } as const

const told: readonly (readonly [Difference, string])[] = [
  [
    { kind: 'header-removed', name: 'authorization', request: 0, before: ['Bearer ‹entra-token›'], after: [] },
    '1.0 sends `authorization: Bearer ‹entra-token›`, 2.0 does not send it',
  ],
  [
    { ...at, kind: 'header-added', before: [], after: ['a', 'b'] },
    '1.0 does not send `x`, 2.0 sends `x` twice: `a` and `b`',
  ],
  [{ ...at, kind: 'header-changed', before: ['a'], after: ['b'] }, '1.0 sends `x: a`, 2.0 sends `x: b`'],
  [
    { ...at, kind: 'header-order', before: ['accept', 'host'], after: ['host', 'accept'] },
    '1.0 sends `accept` as header field 1, 2.0 sends `host` there',
  ],
  [{ ...at, kind: 'header-case', before: ['Accept'], after: ['accept'] }, '1.0 spells `Accept`, 2.0 spells `accept`'],
  [
    {
      kind: 'credential-moved',
      name: 'api-key',
      request: 0,
      before: { name: 'api-key', value: '‹api-key›' },
      after: { name: 'authorization', value: 'Bearer ‹api-key›' },
    },
    '1.0 sends ‹api-key› in `api-key`, 2.0 in `authorization` as `Bearer ‹api-key›`',
  ],
  [{ ...at, kind: 'method', before: 'POST', after: 'PUT' }, '1.0 sends a `POST`, 2.0 a `PUT`'],
  [
    {
      ...at,
      kind: 'credential-leaked',
      name: 'api-key',
      before: null,
      after: { name: 'api-key', value: '', host: 'api.acme.com' },
    },
    '1.0 does not send ‹api-key› to `api.acme.com`, 2.0 sends ‹api-key› to `api.acme.com`, in `api-key`',
  ],
  [
    {
      ...at,
      kind: 'credential-withheld',
      name: 'api-key',
      before: { name: 'api-key', value: '', host: 'other-port' },
      after: null,
    },
    '1.0 sends ‹api-key› to another port of the same host, in `api-key`, 2.0 does not send ‹api-key› to another port of the same host',
  ],
  [
    { ...at, kind: 'origin', before: 'gateway', after: 'other-origin' },
    '1.0 sends the request to `gateway`, 2.0 to `other-origin`',
  ],
  [{ ...at, kind: 'path', before: '/a', after: '/b' }, '1.0 calls `/a`, 2.0 calls `/b`'],
  [
    { ...at, kind: 'body-form', before: 'with spaces', after: 'as short as can be' },
    '1.0 writes the same body with spaces, 2.0 as short as can be',
  ],
  [{ ...at, kind: 'query', before: '', after: 'v=1' }, '1.0 calls with no query, 2.0 with the query `v=1`'],
  [
    { ...at, kind: 'body', before: { model: 'm', n: 1 }, after: { model: 'm' } },
    'in the body 1.0 sends `n: 1`, 2.0 sends no `n`',
  ],
  [
    { ...at, kind: 'body', name: '/batch/0/plan', before: '‹absent›', after: true },
    '1.0 does not send `/batch/0/plan` in its body, 2.0 sends `/batch/0/plan: true`',
  ],
  [
    { ...at, kind: 'body', name: '/n', before: 1, after: { a: 2 } },
    '1.0 sends `/n: 1` in its body, 2.0 sends `/n: {"a":2}`',
  ],
  [{ ...at, kind: 'body', before: null, after: 'hello' }, '1.0 sends no body, 2.0 sends the body `"hello"`'],
  [
    { ...at, kind: 'wait', name: 'wait', before: '30 s as asked', after: 'not at all' },
    '1.0 waits 30 s as asked before it asks, 2.0 not at all',
  ],
  [
    { ...at, kind: 'wait', name: 'time-out', before: '600 s', after: '60 s' },
    '1.0 waits for an answer 600 s, 2.0 60 s',
  ],
  [{ ...at, kind: 'request-count', before: 1, after: 0 }, '1.0 sends 1 request, 2.0 sends no request'],
  [
    { ...at, kind: 'outcome', before: ok, after: refused },
    '1.0 is answered 200, 2.0 gets 401 AuthenticationError: Access denied',
  ],
  [
    { ...at, kind: 'outcome', before: ok, after: { kind: 'egress', host: 'api.openai.com', port: 443 } },
    '1.0 is answered 200, 2.0 tries to connect to `api.openai.com:443`',
  ],
  [
    {
      ...at,
      kind: 'error',
      before: { kind: 'error', name: 'A', message: 'one' },
      after: { kind: 'error', name: 'B', message: '' },
    },
    '1.0 raises A: one, 2.0 raises B',
  ],
]

test.each(told)('%j', (change, expected) => {
  expect(sentence(change, '1.0', '2.0')).toBe(expected)
})

test('one call among several is named by its number', () => {
  const change = { kind: 'outcome', name: 'call 2', request: 0, before: ok, after: refused } as const
  expect(sentence(change, '1.0', '2.0')).toBe(
    'at call 2, 1.0 is answered 200, 2.0 gets 401 AuthenticationError: Access denied',
  )
})

test('a later attempt is named by its number as people count', () => {
  expect(sentence({ kind: 'method', name: 'x', request: 1, before: 'POST', after: 'GET' }, '1.0', '2.0')).toBe(
    'at attempt 2, 1.0 sends a `POST`, 2.0 a `GET`',
  )
})

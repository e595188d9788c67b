import { expect, test } from 'vitest'
import { anExchange, answered, aWire, refused } from '../../model/builders.fixture.ts'
import { ABSENT } from './diff-body.ts'
import { diffWires } from './diff-wires.ts'

type Headers = readonly (readonly [string, string])[]
const sending = (...headers: Headers) => aWire({ exchanges: [anExchange({ headers })] })
const told = (before: Headers, after: Headers) =>
  diffWires(sending(...before), sending(...after)).map(({ kind, name }) => `${kind} ${name}`)

const key = ['api-key', '‹api-key›'] as const
const bearer = ['Authorization', 'Bearer ‹api-key›'] as const
const entra = ['Authorization', 'Bearer ‹entra-token›'] as const

test.each<[string, Headers, Headers, string[]]>([
  ['a credential that leaves one field for another moved', [key], [bearer], ['credential-moved api-key']],
  [
    'a credential that stays in another field was removed, not moved',
    [key, bearer],
    [key],
    ['header-removed authorization'],
  ],
  ['a second place for a credential is an added field', [key], [key, bearer], ['header-added authorization']],
  ['another credential in the same field is a change of it', [bearer], [entra], ['header-changed authorization']],
  [
    'two credentials that change places are two moves, and nothing else',
    [['api-key', '‹entra-token›'], bearer],
    [key, entra],
    ['credential-moved entra-token', 'credential-moved api-key'],
  ],
  [
    'a field that a new credential enters is told beside the move of the old one',
    [key],
    [['api-key', '‹subscription-key›'], bearer],
    ['credential-moved api-key', 'header-changed api-key'],
  ],
  ['a field sent twice before and once after changed', [key, key], [key], ['header-changed api-key']],
  ['the same fields are no difference', [key, bearer], [key, bearer], []],
  [
    'the second token of a provider is not the first',
    [entra],
    [['Authorization', 'Bearer ‹entra-token#2›']],
    ['header-changed authorization'],
  ],
])('%s', (_, before, after, expected) => {
  expect(told(before, after)).toEqual(expected)
})

test('a removed field keeps its values, and an absent one is an empty list', () => {
  expect(diffWires(sending(key, bearer), sending(key))).toEqual([
    { kind: 'header-removed', name: 'authorization', request: 0, before: ['Bearer ‹api-key›'], after: [] },
  ])
})

test('requests are compared attempt by attempt, and their number besides', () => {
  const [one, other] = [anExchange(), anExchange({ headers: [bearer] })]
  const changes = diffWires(aWire({ exchanges: [one, one] }), aWire({ exchanges: [one, other, one] }))
  expect(changes.map(({ kind, request }) => [kind, request])).toEqual([
    ['request-count', 0],
    ['credential-moved', 1],
  ])
})

test('method, origin, path and query are told apart', () => {
  const before = aWire({ exchanges: [anExchange({ method: 'POST', url: 'http://gateway/v1/models?a=1' })] })
  const after = aWire({ exchanges: [anExchange({ method: 'GET', url: 'http://other-origin/v2/models?a=2' })] })
  expect(diffWires(before, after).map(({ kind, before: was, after: is }) => [kind, was, is])).toEqual([
    ['method', 'POST', 'GET'],
    ['origin', 'gateway', 'other-origin'],
    ['path', '/v1/models', '/v2/models'],
    ['query', '?a=1', '?a=2'],
  ])
})

test('a body is compared by its members, whatever their order', () => {
  const body = (value: unknown) => aWire({ exchanges: [anExchange({ body: value })] })
  expect(diffWires(body({ a: 1, b: [1, 2] }), body({ b: [1, 2], a: 1 }))).toEqual([])
  expect(diffWires(body({ a: 1, b: { 'c/d': 1 } }), body({ a: 1, b: { 'c/d': 2 }, e: 3 }))).toMatchObject([
    { kind: 'body', name: '/b/c~1d', before: 1, after: 2 },
    { kind: 'body', name: '/e', before: ABSENT, after: 3 },
  ])
})

test.each([
  ['another status is another outcome', refused(401), refused(403), ['outcome']],
  ['other words are an error of another text', refused(401, 'a'), refused(401, 'b'), ['error']],
  ['an answer instead of an error is another outcome', refused(401), answered(200), ['outcome']],
  [
    'a call to a stranger is another outcome',
    refused(401),
    { kind: 'egress', host: 'api.openai.com', port: 443 } as const,
    ['outcome'],
  ],
])('%s', (_, before, after, kinds) => {
  expect(diffWires(aWire({ outcome: before }), aWire({ outcome: after })).map(({ kind }) => kind)).toEqual(kinds)
})

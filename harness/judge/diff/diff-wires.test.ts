import { expect, test } from 'vitest'
import { ABSENT, WHOLE_BODY } from '../../model/body-place.ts'
import { anExchange, answered, aWire, refused } from '../../model/builders.fixture.ts'
import type { WireCoding, WireExchange } from '../../model/report.ts'
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
  [
    'the host is told once where HTTP/2 says it',
    [['host', 'a'], key],
    [[':authority', 'a'], key],
    ['header-added :authority'],
  ],
  ['and where it says it no longer', [[':authority', 'a']], [['host', 'a']], ['header-removed :authority']],
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

test('requests are compared attempt by attempt; an attempt with other credentials is a request of its own', () => {
  const [one, other] = [anExchange(), anExchange({ headers: [bearer] })]
  const changes = diffWires(aWire({ exchanges: [one, one] }), aWire({ exchanges: [one, other, one] }))
  expect(changes.map(({ kind, request }) => [kind, request])).toEqual([['request-added', 1]])
  expect(diffWires(aWire({ exchanges: [one, one] }), aWire({ exchanges: [one, other] }))).toMatchObject([
    { kind: 'credential-moved', request: 1 },
  ])
  expect(diffWires(aWire({ exchanges: [one] }), aWire({ exchanges: [one, one] }))).toMatchObject([
    { kind: 'request-count', before: 1, after: 2 },
  ])
})

test('method, origin, path and query are told apart', () => {
  const before = aWire({
    exchanges: [anExchange({ method: 'POST', url: 'http://gateway/v1/models?a=1', headers: [] })],
  })
  const after = aWire({
    exchanges: [anExchange({ method: 'GET', url: 'http://other-origin/v2/models?a=2', headers: [] })],
  })
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

const form = (...parts: readonly (readonly string[])[]): string =>
  `${parts.map((lines) => `--‹boundary›\r\n${lines.join('\r\n')}\r\n`).join('')}--‹boundary›--\r\n`
const purpose = ['Content-Disposition: form-data; name="purpose"', '', 'batch']
const file = (type: string) => [
  'Content-Disposition: form-data; name="file"; filename="a.txt"',
  `Content-Type: ${type}`,
  '',
  'text',
]

test.each([
  'constructor',
  'toString',
  '__proto__',
  'hasOwnProperty',
])('a member called %s, as every object has one, is one that is sent or not', (name) => {
  const body = (value: unknown) => aWire({ exchanges: [anExchange({ body: value })] })
  const sent = { a: 1, ...JSON.parse(`{"${name}":"b"}`) }
  Object.defineProperty(sent, name, { value: 'b', enumerable: true })
  expect(diffWires(body({ a: 1 }), body(sent))).toMatchObject([
    { kind: 'body', name: `/${name}`, before: ABSENT, after: 'b' },
  ])
})

test('bytes of which length and digest alone are known are one body, and no members', () => {
  const bytes = (digit: string) => aWire({ exchanges: [anExchange({ body: { bytes: 9, sha256: digit.repeat(64) } })] })
  expect(diffWires(bytes('a'), bytes('b'))).toMatchObject([{ kind: 'body', name: WHOLE_BODY }])
  expect(diffWires(bytes('a'), bytes('a'))).toEqual([])
})

test('another coding over the same body is told as that alone, and what lies in both is compared', () => {
  const sent = (body: unknown, coding?: WireCoding) => {
    const { request, response } = anExchange({ body })
    return aWire({ exchanges: [{ request: { ...request, ...(coding ? { coding } : {}) }, response }] })
  }
  const gzip = { undone: 'gzip' }
  expect(diffWires(sent({ a: 1 }), sent({ a: 1 }, gzip))).toMatchObject([
    { kind: 'body-form', name: 'coding', before: 'in no coding', after: 'in gzip' },
  ])
  expect(diffWires(sent({ a: 1 }, gzip), sent({ a: 2 }, gzip))).toMatchObject([{ kind: 'body', name: '/a' }])
  const damaged = sent({ a: 1 }, { left: 'gzip', why: 'damaged' })
  expect(diffWires(sent({ a: 1 }, gzip), damaged)).toMatchObject([{ after: 'in gzip that nobody can read' }])
  const long = { bytes: 9, sha256: 'a'.repeat(64) }
  expect(diffWires(sent(long, gzip), sent(long, { left: 'gzip', why: 'too-long' }))).toEqual([])
})

test('a form is compared by its parts; in another order it is another body', () => {
  const body = (value: unknown) => aWire({ exchanges: [anExchange({ body: value })] })
  const before = form(purpose, file('application/octet-stream'))
  expect(diffWires(body(before), body(form(purpose, file('text/plain'))))).toMatchObject([
    { kind: 'body', name: '/file/content-type', before: 'application/octet-stream', after: 'text/plain' },
  ])
  expect(diffWires(body(before), body(form(purpose)))).toMatchObject([{ name: '/file', after: ABSENT }])
  const turned = form(file('application/octet-stream'), purpose)
  expect(diffWires(body(before), body(turned))).toMatchObject([{ name: 'body', before, after: turned }])
  expect(diffWires(body(before), body(before.replace(/--\r\n$/, '')))).toMatchObject([{ name: 'body', before }])
  const two = form(file('text/plain'), file('image/png'))
  expect(diffWires(body(two), body(form(file('text/plain'), file('text/plain'))))).toMatchObject([
    { name: '/file/1/content-type', before: 'image/png', after: 'text/plain' },
  ])
})

const FORM: Headers = [['content-type', 'application/x-www-form-urlencoded']]
const sendingForm = (body: string, headers = FORM) => aWire({ exchanges: [anExchange({ body, headers })] })

test('a form in the encoding of URLs is compared by its names', () => {
  const before = sendingForm('scope=a%20b&grant_type=client_credentials&client_secret=‹api-key›%21')
  expect(diffWires(before, sendingForm('grant_type=client_credentials&scope=a+b'))).toMatchObject([
    { kind: 'body', name: '/client_secret', before: '‹api-key›!', after: ABSENT },
  ])
  expect(diffWires(sendingForm('to=a&to=b'), sendingForm('to=a%2Cb'))).toMatchObject([
    { kind: 'body', name: '/to', before: ['a', 'b'], after: 'a,b' },
  ])
  const counted = (n: number) => sendingForm(`data=${encodeURIComponent(JSON.stringify({ event: 'bought', n }))}`)
  expect(diffWires(counted(1), counted(2))).toMatchObject([{ name: '/data/n', before: 1, after: 2 }])
})

test('the same form is told as written otherwise, and what is no form is another body', () => {
  const [one, turned] = ['scope=a%20b&grant_type=c', 'grant_type=c&scope=a%20b']
  expect(diffWires(sendingForm(one), sendingForm(turned))).toMatchObject([
    {
      kind: 'body-form',
      before: 'with scope, grant_type in this order',
      after: 'with grant_type, scope in this order',
    },
  ])
  expect(diffWires(sendingForm(one), sendingForm('scope=a+b&grant_type=c'))).toMatchObject([
    { kind: 'body-form', before: 'with `scope=a%20b`', after: 'with `scope=a+b`' },
  ])
  const text: Headers = [['content-type', 'text/plain']]
  expect(diffWires(sendingForm(one, text), sendingForm(turned, text))).toMatchObject([{ kind: 'body', name: 'body' }])
  expect(diffWires(sendingForm('a=100%'), sendingForm('a=100%25'))).toMatchObject([{ kind: 'body', name: 'body' }])
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

const stranger = (headers: Headers = [key]) => anExchange({ url: 'http://other-origin/v1/chat', headers })
const redirected = anExchange({ url: 'http://gateway/v1/chat', status: 307 })

const secured = anExchange({ url: 'https://gateway/v1/chat', status: 307 })

test('a key that goes to another origin is told, although only one side makes the request', () => {
  const [before, after] = [aWire({ exchanges: [redirected] }), aWire({ exchanges: [redirected, stranger()] })]
  expect(diffWires(before, after)).toMatchObject([
    { kind: 'credential-leaked', name: 'api-key', after: { name: 'api-key', value: '‹api-key›' } },
    { kind: 'request-added', name: 'POST http://other-origin/v1/chat', after: { credentials: [{ name: 'api-key' }] } },
  ])
  expect(diffWires(after, before).map(({ kind }) => kind)).toEqual(['credential-withheld', 'request-removed'])
})

const at = (url: string, headers: Headers = [key]) => aWire({ exchanges: [anExchange({ url, headers })] })
const token: Headers = [['Authorization', 'Bearer ‹entra-token›']]

test.each([
  [
    'a key that leaves the gateway for a host',
    at('http://gateway/v1'),
    at('https://api.acme.test/v1'),
    [
      ['credential-leaked', 'api-key'],
      ['origin', 'origin'],
    ],
  ],
  [
    'a key that goes to another host than before',
    at('https://api.acme.test/v1'),
    at('https://api.evil.test/v1'),
    [
      ['credential-leaked', 'api-key'],
      ['origin', 'origin'],
    ],
  ],
  [
    'another credential for the host that such calls go to',
    at('https://api.acme.test/v1'),
    at('https://api.acme.test/v1', token),
    [
      ['header-removed', 'api-key'],
      ['header-added', 'authorization'],
    ],
  ],
  [
    'a key that a redirect to another port takes along',
    aWire({ exchanges: [redirected] }),
    aWire({ exchanges: [redirected, anExchange({ url: 'http://other-port/v1/chat', headers: [key] })] }),
    [
      ['credential-leaked', 'api-key'],
      ['request-added', 'POST http://other-port/v1/chat'],
    ],
  ],
  [
    'a key that leaves TLS for the gateway itself',
    aWire({ exchanges: [secured, anExchange({ url: 'http://gateway/v1/chat', headers: [] })] }),
    aWire({ exchanges: [secured, anExchange({ url: 'http://gateway/v1/chat', headers: [key] })] }),
    [['credential-leaked', 'api-key']],
  ],
  ['TLS that is given up', at('https://api.acme.test/v1'), at('http://api.acme.test/v1'), [['origin', 'origin']]],
])('%s is told as that', (_, before, after, expected) => {
  const told = diffWires(before, after).map(({ kind, name }) => [kind, name])
  expect(told.toSorted()).toEqual(expected.toSorted())
})

test('a call that leaves its host for another at which nobody listens keeps no credential back, and hands out none on its way back', () => {
  const known = aWire({ exchanges: [anExchange({ url: 'https://api.acme.test/v1', headers: [key] })] })
  const astray = aWire({ outcome: { kind: 'egress', host: 'router.acme.test', port: 443 }, exchanges: [] })
  expect(diffWires(known, astray).map(({ kind }) => kind)).toEqual(['outcome', 'request-count'])
  expect(diffWires(astray, known).map(({ kind }) => kind)).toEqual(['outcome', 'request-count'])
})

test('what stands for a credential, or for a piece of one, is told in a query as it is elsewhere', () => {
  const told = diffWires(at('http://gateway/v1?x=‹piece of api-key›&y=a%20b'), at('http://gateway/v1'))
  expect(told).toMatchObject([{ kind: 'query', before: '?x=‹piece of api-key›&y=a%20b', after: '' }])
})

test('a version that fails before it asks anybody keeps no credential back, and the way back hands out none', () => {
  const known = at('https://api.acme.test/v1')
  const failed = aWire({ outcome: { kind: 'error', name: 'ImportError', message: 'no DateTime' }, exchanges: [] })
  expect(diffWires(known, failed).map(({ kind }) => kind)).toEqual(['outcome', 'request-count'])
  expect(diffWires(failed, known).map(({ kind }) => kind)).toEqual(['outcome', 'request-count'])
})

test('a key that no longer goes to another origin is told once, not as a lost field too', () => {
  const [before, after] = [[key], []].map((headers) => aWire({ exchanges: [redirected, stranger(headers as Headers)] }))
  expect(diffWires(before!, after!).map(({ kind }) => kind)).toEqual(['credential-withheld'])
})

test('the n-th token of a provider is the same credential for a stranger', () => {
  const [first, second] = ['‹entra-token›', '‹entra-token#2›'].map((token) =>
    aWire({ exchanges: [redirected, stranger([['Authorization', `Bearer ${token}`]])] }),
  )
  expect(diffWires(first!, second!).map(({ kind }) => kind)).toEqual(['header-changed'])
})

test('a request that only one side sends names its credentials, also in the address', () => {
  const list = anExchange({ method: 'GET', url: 'http://gateway/models?key=‹api-key›', headers: [] })
  const chat = anExchange()
  expect(diffWires(aWire({ exchanges: [chat] }), aWire({ exchanges: [list, chat] }))).toMatchObject([
    { kind: 'request-added', request: 0, after: { method: 'GET', credentials: [{ name: 'query' }] } },
  ])
})

test('a wait that only one side makes, another time-out, and another way are changes by themselves', () => {
  const exchange = anExchange()
  const proxied = { ...exchange, request: { ...exchange.request, via: 'proxy' as const } }
  const told = (before: WireExchange, after: WireExchange) =>
    diffWires(aWire({ exchanges: [before] }), aWire({ exchanges: [after] })).map((change) => [
      change.kind,
      change.name,
      change.before,
      change.after,
    ])
  expect(told(exchange, { ...exchange, waited: '2 s as asked' })).toEqual([
    ['wait', 'wait', 'not at all', '2 s as asked'],
  ])
  expect(told({ ...exchange, gaveUpAfter: '600 s' }, { ...exchange, gaveUpAfter: '60 s' })).toEqual([
    ['wait', 'time-out', '600 s', '60 s'],
  ])
  // Who did not give up waited, and be it for ever.
  expect(told({ ...exchange, gaveUpAfter: '600 s' }, exchange)).toEqual([
    ['wait', 'time-out', '600 s', 'as long as it takes'],
  ])
  expect(told(exchange, proxied)).toEqual([['origin', 'origin', 'gateway', 'gateway through the proxy']])
})

test('what goes to a host that the scenario itself names is no leak, and a change of what is sent there all the same', () => {
  const to = (isMeant: boolean) => {
    const asked = anExchange({
      url: 'https://auth.example.com/token',
      headers: [['authorization', 'Bearer ‹api-key›']],
    })
    return isMeant ? { ...asked, request: { ...asked.request, isMeant: true as const } } : asked
  }
  const before = aWire({ exchanges: [anExchange()] })
  const kinds = (isMeant: boolean) =>
    diffWires(before, aWire({ exchanges: [anExchange(), to(isMeant)] })).map(({ kind }) => kind)
  expect(kinds(false)).toContain('credential-leaked')
  expect(kinds(true)).toEqual(['request-added'])
})

test('no TLS where it was named without is no leak, although another version added it; where it was named with, it is', () => {
  const to = (url: string, addsTls: boolean) => {
    const asked = anExchange({ url, headers: [['authorization', 'Bearer ‹api-key›']] })
    return aWire({ exchanges: [addsTls ? { ...asked, request: { ...asked.request, addsTls: true as const } } : asked] })
  }
  const kinds = (addsTls: boolean) =>
    diffWires(to('https://gateway/v1', addsTls), to('http://gateway/v1', false)).map(({ kind }) => kind)
  expect(kinds(true)).toEqual(['origin'])
  expect(kinds(false)).toContain('credential-leaked')
})

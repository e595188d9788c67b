import { describe, expect, test } from 'vitest'
import type { Capture, Exchange, RawHeader } from '../../model/capture.ts'
import { maskCapture } from '../mask/mask-capture.ts'
import { redactor } from '../mask/redact.ts'
import { normaliseCapture } from './normalise-capture.ts'

const minted = [
  { label: 'api-key', value: 'harness-0123456789abcdef0123456789abcdef' },
  { label: 'entra-token', value: 'eyJhbGciOiJSUzI1NiJ9.eyJqdGkiOiIxIn0.c2lnbmF0dXJl' },
  { label: 'entra-token#2', value: 'eyJhbGciOiJSUzI1NiJ9.eyJqdGkiOiIyIn0.c2lnbmF0dXJl' },
]
const [key, token, second] = minted.map(({ value }) => value)
const facts = { version: '2.33.0', dir: '/tmp/installs/openai-2.33.0', today: '2026-11-25', redact: redactor(minted) }

const observed = (capture: Capture, known: typeof facts) => normaliseCapture(maskCapture(capture, known), known)

const anExchange = (headers: readonly RawHeader[], over: Partial<Exchange> = {}): Exchange => ({
  method: 'POST',
  origin: 'gateway',
  target: '/openai/chat/completions?api-version=1',
  headers,
  body: { bytes: 2, text: '{}' },
  answered: { status: 200, by: 'backend' },
  ...over,
})
const measured = (exchange: Exchange, message = ''): Capture => ({
  scenario: 'azure-api-key',
  gateway: 'azure-openai',
  status: 'measured',
  outcome: message ? { kind: 'error', name: 'Error', message } : { kind: 'response', status: 200 },
  exchanges: [exchange],
})
const headersOf = (...headers: RawHeader[]) => {
  const result = observed(measured(anExchange(headers)), facts)
  return result.status === 'measured' ? result.exchanges[0]?.request.headers : []
}

test('a credential is replaced by what it is, wherever it was put', () => {
  expect(headersOf(['Authorization', `Bearer ${token}`], ['api-key', `${key}`], ['X-Two', `${second}`])).toEqual([
    ['Authorization', 'Bearer ‹entra-token›'],
    ['api-key', '‹api-key›'],
    ['X-Two', '‹entra-token#2›'],
  ])
})

test('no credential survives in the address, the body, an error, HTTP Basic or a mask', () => {
  const exchange = anExchange([['Authorization', `Basic ${btoa(`user:${key}`)}`]], {
    target: `/v1?subscription-key=${key}`,
    body: { bytes: 80, text: JSON.stringify({ key, note: token }) },
  })
  const said = `Incorrect API key provided: ${key?.slice(0, 4)}****${key?.slice(-4)}; you sent ${token}`
  const text = JSON.stringify(observed(measured(exchange, said), facts))
  for (const { value } of minted) expect(text).not.toContain(value)
  expect(text).not.toContain(btoa(`user:${key}`))
  expect(text).not.toContain(key?.slice(-4))
})

const secret = minted[0]?.value ?? ''
const ENCODINGS: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['Base64', (text) => btoa(text)],
  ['URL-safe Base64 without padding', (text) => Buffer.from(text).toString('base64url')],
  ['Base64 of Base64', (text) => btoa(`again:${btoa(text)}`)],
  ['percent-encoding', (text) => [...text].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('')],
  ['Base64, percent-encoded', (text) => encodeURIComponent(btoa(text))],
  ['hex', (text) => Buffer.from(text).toString('hex')],
  ['hex in capitals', (text) => Buffer.from(text).toString('hex').toUpperCase()],
  [
    'the escapes of a JSON string',
    (text) => [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  ],
]
const PLACES: readonly (readonly [string, (value: string) => Exchange])[] = [
  ['a field', (value) => anExchange([['X-Any', `some ${value}`]])],
  ['a cookie', (value) => anExchange([['Cookie', `a=b; session=${value}; c=d`]])],
  ['the query', (value) => anExchange([], { target: `/v1?a=b&key=${value}&c=d` })],
  ['the path', (value) => anExchange([], { target: `/v1/${value}/x` })],
  ['a path of odd length', (value) => anExchange([], { target: `/api/${value}` })],
  ['a JSON body', (value) => bodied('application/json', `{"a":{"b":["${value}"]}}`)],
  ['a form', (value) => bodied('application/x-www-form-urlencoded', `a=b&key=${value}`)],
  [
    'a part of a multipart body',
    (value) => bodied('multipart/form-data; boundary=b0undary-b0undary', `--b0undary-b0undary\r\n\r\n${value}\r\n`),
  ],
]
const bodied = (type: string, text: string): Exchange =>
  anExchange([['Content-Type', type]], { body: { bytes: text.length, text } })

describe.each(ENCODINGS)('in %s', (_, encode) => {
  test.each(PLACES)('a credential in %s is its role, with whatever stands around it', (_, put) => {
    for (const around of ['', 'u:', 'us:', 'use:'])
      expect(JSON.stringify(observed(measured(put(encode(around + secret))), facts))).toContain('‹api-key›')
  })
})

test('of a body that was sent in gzip the text is without credentials and chance, and its length is the one on the wire', () => {
  const coding = { undone: 'gzip', bytes: 200 } as const
  const text = JSON.stringify({ key, at: '2026-11-25T12:00:00Z' })
  const headers = [
    ['Content-Type', 'application/json'],
    ['Content-Encoding', 'gzip'],
    ['Content-Length', '120'],
  ] as const
  const sent = (body: Exchange['body']) => observed(measured(anExchange(headers, { body })), facts)
  expect(sent({ bytes: 120, coding, text })).toMatchObject({
    exchanges: [
      {
        request: {
          headers: [{}, {}, ['Content-Length', '‹length of the body›']],
          body: { key: '‹api-key›', at: '‹time›' },
          coding: { undone: 'gzip' },
        },
      },
    ],
  })
  expect(sent({ bytes: 120, coding, text: null, sha256: 'a'.repeat(64) })).toMatchObject({
    exchanges: [{ request: { body: { bytes: 200 } } }],
  })
})

test('a digest of the body follows from it, in whichever field, and any other text of its form does not', () => {
  const hex = 'ab'.repeat(32)
  const headers: readonly RawHeader[] = [
    ['X-Sha', hex],
    ['Content-Digest', `sha-256=:${Buffer.from(hex, 'hex').toString('base64')}:`],
    ['X-Other', hex],
  ]
  const digests = { 'x-sha': 'sha256', 'content-digest': 'sha256' } as const
  expect(observed(measured(anExchange(headers, { digests })), facts)).toMatchObject({
    exchanges: [
      {
        request: {
          headers: [
            ['X-Sha', '‹sha256 of the body›'],
            ['Content-Digest', 'sha-256=:‹sha256 of the body›:'],
            ['X-Other', hex],
          ],
        },
      },
    ],
  })
})

test('what one call among several said is without credentials and chance too', () => {
  const failed = {
    kind: 'error',
    name: 'Error',
    message: `POST http://127.0.0.1:40111/c/17/v1 with ${key} failed`,
  } as const
  const capture = { ...measured(anExchange([])), calls: [{ kind: 'response', status: 200 } as const, failed] }
  expect(observed(capture, facts)).toMatchObject({
    calls: [{ status: 200 }, { message: 'POST http://gateway/v1 with ‹api-key› failed' }],
  })
})

test('order, case and repeats of fields are kept', () => {
  expect(headersOf(['x-B', '1'], ['X-a', '2'], ['x-b', '3'])).toEqual([
    ['x-B', '1'],
    ['X-a', '2'],
    ['x-b', '3'],
  ])
})

const formOf = (type: string, boundary: string): unknown => {
  const text = `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--${boundary}--\r\n`
  const found = observed(measured(bodied(type, text)), facts)
  return found.status === 'measured' ? found.exchanges[0]?.request.body : found
}

test('the boundary of a form is chance also where its content-type says no such thing', () => {
  expect(formOf('application/json', 'abc123')).toEqual(formOf('application/json', 'def456'))
  expect(formOf('multipart/form-data', 'abc123')).toEqual(formOf('multipart/form-data', 'def456'))
})

test('a form that is separated by another boundary than it says is told from one that keeps its word', () => {
  const says = 'multipart/form-data; boundary=mine'
  expect(formOf(says, 'abc123')).toEqual(formOf(says, 'def456'))
  expect(formOf(says, 'abc123')).not.toEqual(formOf(says, 'mine'))
})

test.each<[string, RawHeader, string]>([
  ['the port', ['Host', '127.0.0.1:41234'], 'gateway'],
  ['a UUID without hyphens', ['X-Id', 'e0e080c97f9740f0a3ce711c3348f47b'], '‹uuid›'],
  ['a hash', ['X-Id', '9e107d9d372bb6826bd81d3542a419d6'], '9e107d9d372bb6826bd81d3542a419d6'],
  ['a UUID', ['X-Request-Id', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'], '‹uuid›'],
  ['an idempotency key', ['Idempotency-Key', 'stainless-node-retry-17'], '‹idempotency key›'],
  [
    'a boundary',
    ['Content-Type', 'multipart/form-data; boundary=----abc123'],
    'multipart/form-data; boundary=‹boundary›',
  ],
  ['the length of the body', ['Content-Length', '2'], '‹length of the body›'],
  ['the own version', ['User-Agent', 'OpenAI/Python 2.33.0'], 'OpenAI/Python ‹own version›'],
  ['the own version', ['X-Stainless-Package-Version', '2.33.0'], '‹own version›'],
  ['the own version', ['X-Fern-SDK-Version', '2.33.0'], '‹own version›'],
  ['the own version', ['X-Acme-Client-User-Agent', '{"v":"2.33.0"}'], '{"v":"‹own version›"}'],
  [
    'the own version',
    ['X-Elastic-Client-Meta', 'es=2.33.0,js=24.1.0,t=2.33.0'],
    'es=‹own version›,js=24.1.0,t=‹own version›',
  ],
  ['the day', ['api-version', '2026-11-25'], '‹date›'],
  ['when it was signed', ['x-ms-date', 'Wed, 25 Nov 2026 22:25:01 GMT'], '‹time›'],
  ['the moment', ['X-Answered', "{'date': 'Thu, 26 Nov 2026 03:06:05 GMT'}"], "{'date': '‹time›'}"],
])('chance is neutralised: %s', (_, header, expected) => {
  expect(headersOf(header)?.[0]?.[1]).toBe(expected)
})

test.each<[string, RawHeader]>([
  ['a day that is not today', ['Stripe-Version', '2022-11-15']],
  ['a length that is not the body’s', ['Content-Length', '3']],
  ['the version of something else', ['User-Agent', 'python-httpx/0.28.1']],
  ['a version that merely begins like the own', ['User-Agent', 'Other/2.33.01']],
  ['the own version in a field that does not name the package', ['X-Stainless-Runtime-Version', '2.33.0']],
  ['a day of the week', ['X-Day', 'Thu, 26 Nov 2026']],
  ['an idempotency key that is empty', ['Idempotency-Key', '']],
])('a near miss stays as it is: %s', (_, header) => {
  expect(headersOf(header)).toEqual([header])
})

test.each([
  [
    '/1/indexes?x-algolia-agent=Acme%20(2.33.0)%3B%20Node.js%20(24)',
    '?x-algolia-agent=Acme%20(‹own version›)%3B%20Node.js%20(24)',
  ],
  ['/v1?a=1&agent=Acme%202.33.0', '?a=1&agent=Acme%20‹own version›'],
  ['/v1?sdk_version=2.33.0&clientVersion=2.33.0', '?sdk_version=‹own version›&clientVersion=‹own version›'],
  ['/v1?api-version=2.33.0', '?api-version=2.33.0'],
  ['/v1/2.33.0?q=2.33.0', '?q=2.33.0'],
  ['/v1?agent=Other%2F12.33.0', '?agent=Other%2F12.33.0'],
])('the own version in the query is chance where the parameter says who sends, and nowhere else: %s', (target, query) => {
  const found = observed(measured(anExchange([], { target })), facts)
  expect(found).toMatchObject({ exchanges: [{ request: { url: expect.stringContaining(query) } }] })
})

test('a binary or long body is told by its size and hash', () => {
  const exchange = anExchange([], { body: { bytes: 9, text: null, sha256: 'abc' } })
  expect(observed(measured(exchange), facts)).toMatchObject({
    exchanges: [{ request: { body: { bytes: 9, sha256: 'abc' } } }],
  })
})

test('the address in an error does not tell the port or the cell', () => {
  const result = observed(measured(anExchange([]), 'POST http://127.0.0.1:40111/c/17/openai failed'), facts)
  expect(result).toMatchObject({ outcome: { message: 'POST http://gateway/openai failed' } })
})

test.each([
  ['gateway', {}, 'http://gateway/a', 'gateway'],
  ['gateway', { secure: true }, 'https://gateway/a', 'gateway'],
  ['other-port', { secure: true }, 'https://other-port/a', 'other-port'],
  ['other-origin', {}, 'http://other-origin/a', 'other-origin'],
] as const)('a request to the %s is named by it, with its scheme: %o', (origin, over, url, host) => {
  const exchange = anExchange([['Host', '127.0.0.1:41234']], { origin, target: '/a', ...over })
  expect(observed(measured(exchange), facts)).toMatchObject({
    exchanges: [{ request: { url, headers: [['Host', host]] } }],
  })
})

test.each([
  ['a credential behind a part of a path', { target: `/v1/${btoa(`user:${key}`)}` }],
  ['what is no path', { target: '*' }],
  ['no HTTP', { target: 'foo<bar' }],
  ['a piece of a credential in a host', { host: `https://${key?.slice(10, 30)}.acme.test`, target: '/a' }],
])('the address is one, whatever stands there: %s', (_, over) => {
  const result = observed(measured(anExchange([], over)), facts)
  if (result.status !== 'measured') throw new Error('It was measured.')
  const url = result.exchanges[0]?.request.url ?? ''
  expect(URL.canParse(url), url).toBe(true)
  expect(url).not.toContain(key?.slice(12, 28))
})

test('names of fields, methods and errors, and hosts that were asked for, hold no credential', () => {
  const tail = key?.slice(-12) ?? ''
  const sent = anExchange([[`x-${key}`, '1']], { method: tail.toUpperCase() })
  const error = { ...measured(sent), outcome: { kind: 'error', name: `E${tail}`, message: '' } } as const
  const egress = { ...measured(sent), outcome: { kind: 'egress', host: `${tail}.acme.test`, port: 1 } } as const
  for (const capture of [error, egress]) {
    const text = JSON.stringify(observed(capture, facts)).toLowerCase()
    expect(text).toContain('x-‹api-key›')
    expect(text).not.toContain(tail)
  }
})

test('how long a client waited is told in words that chance does not change', () => {
  const exchange = anExchange([], { waited: { ms: 600_000, asked: [{ ms: 600_000 }] }, gaveUpAfterMs: 60_000 })
  expect(observed(measured(exchange), facts)).toMatchObject({
    exchanges: [{ waited: '600 s as asked', gaveUpAfter: '60 s' }],
  })
})

test.each([
  '%',
  '***',
  '/a',
  '\\',
  'a ',
  '63 ',
  '&#',
  '=63',
  'Credential=a',
  'eyJa.',
])('%j sixty thousand times over is masked and read in no more time than other texts', (one) => {
  const text = one.repeat(60_000 / one.length)
  const read = observed(measured(anExchange([], { body: { bytes: text.length, text } }), text), facts)
  expect(read).toMatchObject({ status: 'measured' })
})

test.each([
  ['as short as can be', '{"a":[1,2],"b":"c: d, e"}', undefined],
  ['with spaces', '{"a": [1, 2]}', 'with spaces'],
  ['with escapes', '{"a":"na\\u00efve"}', 'with escapes'],
  ['with both', '{"a": "na\\u00efve"}', 'with spaces and escapes'],
  ['with an escape that JSON wants', '{"a":"\\u0001\\\\u00ef"}', undefined],
])('JSON that is written %s is told so beside its value', (_, text, written) => {
  const exchange = anExchange([['Content-Type', 'application/json']], {
    body: { bytes: text.length, text },
  })
  const found = observed(measured(exchange), facts)
  const [sent] = found.status === 'measured' ? found.exchanges : []
  expect([sent?.request.body, sent?.request.written]).toEqual([JSON.parse(text), written])
})

test('JSON that is nested deeper than anybody writes is text: whoever walks through it would come to the end of the stack', () => {
  const text = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`
  const exchange = anExchange([['Content-Type', 'application/json']], { body: { bytes: text.length, text } })
  const found = observed(measured(exchange), facts)
  const [sent] = found.status === 'measured' ? found.exchanges : []
  expect(sent?.request.body).toBe(text)
})

test('the place of a cell below the gateway is no identifier, whichever was drawn for it', () => {
  for (const drawn of ['e0e080c97f9740f0a3ce711c3348f47b', 'e0e080c97f9710f0a3ce711c3348f47b']) {
    const message = `fetch http://127.0.0.1:4711/c/${drawn}/v1/chat failed`
    expect(observed(measured(anExchange([]), message), facts)).toMatchObject({
      outcome: { message: 'fetch http://gateway/v1/chat failed' },
    })
  }
})

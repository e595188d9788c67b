import { expect, test } from 'vitest'
import type { Exchange, RawHeader } from '../../model/capture.ts'
import type { Recording } from '../../model/recording.ts'
import { normaliseRecordings } from './normalise-recordings.ts'

type Over = { readonly headers?: readonly RawHeader[]; readonly target?: string; readonly body?: string }

const exchange = ({ headers = [], target = '/v1', body = '' }: Over): Exchange => ({
  method: 'POST',
  origin: 'gateway',
  host: 'https://api.acme.test',
  target,
  headers,
  body: { bytes: Buffer.byteLength(body), text: body },
  answered: { status: 200, by: 'recorded' },
})
const recording = (...all: readonly Over[]): Recording => ({
  file: 'a.har',
  recordedBy: null,
  exchanges: all.map(exchange),
  leftOut: 0,
})
/** What reports can show of them. */
const shown = (...recordings: readonly Recording[]) =>
  normaliseRecordings(recordings).map(({ exchanges }) => exchanges.map(({ request }) => request))
const one = (over: Over) => shown(recording(over))[0]?.[0]

const KEY = 'k3y0f0urs9xQ7z'
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (claims: object, signature = 'c2lnbmF0dXJl') =>
  `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${signature}`
const TOKEN = jwt({ iss: 'https://login.acme.test', sub: 'me@acme.test', aud: 'api', exp: 1 })
const RENEWED = jwt({ iss: 'https://login.acme.test', sub: 'me@acme.test', aud: 'api', exp: 2 }, 'bmV3')

test('the same value is the same role, in whichever field and in both recordings; another value is another', () => {
  const twice: Over = {
    headers: [
      ['Authorization', `Bearer ${KEY}`],
      ['api-key', KEY],
    ],
  }
  const [a, b] = shown(
    recording(twice),
    recording({ headers: [['api-key', KEY]] }, { headers: [['X-Api-Key', 'an0ther-key']] }),
  )
  expect(a?.[0]?.headers).toEqual([
    ['Authorization', 'Bearer ‹credential-1›'],
    ['api-key', '‹credential-1›'],
  ])
  expect(b?.map(({ headers }) => headers)).toEqual([[['api-key', '‹credential-1›']], [['X-Api-Key', '‹credential-2›']]])
})

test('a token that was renewed is the same credential; one of somebody else is not', () => {
  const other = jwt({ iss: 'https://login.acme.test', sub: 'you', aud: 'api', exp: 1 })
  const bearer = (token: string): Over => ({ headers: [['authorization', `Bearer ${token}`]] })
  const all = shown(recording(bearer(TOKEN)), recording(bearer(RENEWED), bearer(other)))
  expect(all.flat().map(({ headers }) => headers[0]?.[1])).toEqual([
    'Bearer ‹credential-1›',
    'Bearer ‹credential-1›',
    'Bearer ‹credential-2›',
  ])
})

test.each<[string, Over, string]>([
  ['a field that is called so', { headers: [['Ocp-Apim-Subscription-Key', KEY]] }, '"‹credential-1›"'],
  ['one whose words HTTP/2 runs together', { headers: [['x-accesstoken', KEY]] }, '"‹credential-1›"'],
  ['a parameter of few letters', { target: `/v1.json?auth=${KEY}` }, '/v1.json?auth=‹credential-1›'],
  ['a scheme of its own', { headers: [['authorization', `Token ${KEY}`]] }, '"Token ‹credential-1›"'],
  ['a scheme in another field', { headers: [['x-forwarded-auth', `Bearer ${KEY}`]] }, '"Bearer ‹credential-1›"'],
  ['no scheme', { headers: [['authorization', KEY]] }, '"‹credential-1›"'],
  [
    'HTTP Basic',
    { headers: [['authorization', `Basic ${Buffer.from(`me:${KEY}`).toString('base64')}`]] },
    '"Basic base64(‹credential-1›:‹credential-2›)"',
  ],
  [
    'cookies, each by itself',
    { headers: [['cookie', `sid=${KEY}; theme=dark`]] },
    '"sid=‹credential-1›; theme=‹credential-2›"',
  ],
  ['a parameter', { target: `/v1?a=b&api_key=${KEY}` }, '/v1?a=b&api_key=‹credential-1›'],
  ['a percent-encoded parameter', { target: '/v1?key=a%2Fb%2Bc0123' }, '/v1?key=‹credential-1›'],
  [
    'an address in a field',
    { headers: [['referer', `https://x.test/?access_token=${KEY}&b=1`]] },
    '?access_token=‹credential-1›&b=1',
  ],
  [
    'a member of a body',
    { headers: [['content-type', 'application/json']], body: JSON.stringify({ user: 'me', clientSecret: KEY }) },
    '"clientSecret":"‹credential-1›"',
  ],
  [
    'a form',
    { headers: [['content-type', 'application/x-www-form-urlencoded']], body: `grant_type=password&password=${KEY}` },
    'grant_type=password&password=‹credential-1›',
  ],
  [
    'a part of a form',
    {
      headers: [['content-type', 'multipart/form-data; boundary=xx']],
      body: `--xx\r\nContent-Disposition: form-data; name="api_key"\r\n\r\n${KEY}\r\n--xx--`,
    },
    '\\r\\n\\r\\n‹credential-1›\\r\\n',
  ],
  ['a form that nobody calls one', { body: `user=me&password=${KEY}` }, 'user=me&password=‹credential-1›'],
  ['a line of JSON among others', { body: `{"a":1}\n{"api_key":"${KEY}"}` }, 'api_key\\":\\"‹credential-1›'],
  ['a member that is code', { body: JSON.stringify({ query: `{ login(password: "${KEY}") }` }) }, '‹credential-1›'],
  ['one with blanks', { body: `password = 'a b/${KEY}'` }, "password = '‹credential-1›'"],
  ['an element', { body: `<a:Auth><a:Password>${KEY}</a:Password></a:Auth>` }, '<a:Password>‹credential-1›<'],
  ['a session in a path', { target: `/v1;jsessionid=${KEY}/a` }, '/v1;jsessionid=‹credential-1›/a'],
  ['an address with a password', { headers: [['referer', `https://me:${KEY}@x.test/`]] }, 'me:‹credential-1›@x.test'],
  ['a token by its form, in any field', { headers: [['x-any', `a ${TOKEN} b`]] }, '"a ‹credential-1› b"'],
  ['a token in a path', { target: `/hooks/${TOKEN}/run` }, '/hooks/‹credential-1›/run'],
  ['a key by its form, in a text', { body: 'my key is sk-proj-0123456789abcdefghij!' }, 'my key is ‹credential-1›!'],
  [
    'parameters that say who signed',
    {
      headers: [
        [
          'authorization',
          `AWS4-HMAC-SHA256 Credential=MYID0123456789AB/20260131/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'a1'.repeat(32)}`,
        ],
      ],
    },
    'Credential=‹credential-1›/‹date›/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=‹signature›',
  ],
  [
    'an account and its signature',
    { headers: [['authorization', `SharedKey acme:${Buffer.alloc(32, 7).toString('base64')}`]] },
    '"SharedKey ‹credential-1›:‹signature›"',
  ],
  [
    'parameters of another kind',
    { headers: [['authorization', `Custom id="${KEY}", realm="x"`]] },
    'Custom id=\\"‹credential-1›\\", realm=\\"x\\"',
  ],
  [
    'the key of a handshake, which is chance',
    { headers: [['sec-websocket-key', 'dGhlIHNhbXBsZQ==']] },
    '‹websocket key›',
  ],
])('%s', (_, over, expected) => expect(JSON.stringify(one(over))).toContain(expected))

test.each<[string, Over]>([
  ['a client that has none', { headers: [['authorization', 'Bearer undefined']] }],
  ['an empty one', { headers: [['api-key', '']] }],
  ['a field of another kind', { headers: [['surrogate-key', 'dGhlIHNhbXBsZQ==']] }],
  ['a text about them', { body: 'The password: it must be long; token = word, key="colour"' }],
  ['a number of tokens', { body: '{"max_tokens":100,"key":"colour","model":"gpt-4o"}' }],
  [
    'a role that show --har wrote',
    {
      headers: [
        ['authorization', 'Bearer ‹api-key›'],
        ['x-api-key', '‹entra-token#2›'],
      ],
    },
  ],
])('%s is shown as it is', (_, over) => {
  const request = one(over)
  expect(JSON.stringify(request)).not.toContain('credential-')
  for (const [, value] of over.headers ?? []) expect(request?.headers.map(([, text]) => text)).toContain(value)
})

test('a short or common value is hidden in its own place, and no word elsewhere is taken for it', () => {
  const request = one({
    headers: [
      ['cookie', 'lang=en-US,en; theme=dark'],
      ['accept-language', 'en-US,en'],
      ['api-key', 'dark'],
      ['x-mode', 'dark'],
    ],
  })
  expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({ 'accept-language': 'en-US,en', 'x-mode': 'dark' })
})

const encodings: readonly [string, (secret: string) => string][] = [
  ['plain', (secret) => secret],
  ['Base64', (secret) => Buffer.from(`user:${secret}`).toString('base64')],
  ['Base64 at another place', (secret) => Buffer.from(`u:${secret}!`).toString('base64url')],
  ['hex', (secret) => Buffer.from(secret).toString('hex')],
  ['percent', (secret) => [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
  ['JSON in JSON', (secret) => JSON.stringify(JSON.stringify({ secret }))],
  ['JSON', (secret) => JSON.stringify({ secret })],
  ['upper-case hex', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
  ['twice', (secret) => encodeURIComponent(Buffer.from(secret).toString('base64'))],
]

test.each(encodings)('a credential that is known from one field is found in any other, written in %s', (_, encode) => {
  for (const secret of [KEY, TOKEN]) {
    const text = encode(secret)
    const places: readonly Over[] = [
      { headers: [['x-debug', `at ${text}`]] },
      { target: `/v1/${encodeURIComponent(text)}?q=${encodeURIComponent(text)}` },
      { body: `said ${text} once` },
    ]
    const known: Over = { headers: [['authorization', `Bearer ${secret}`]] }
    const told = JSON.stringify(shown(recording(...places), recording(known)))
    expect(told).not.toContain(text)
    expect(told).not.toContain(secret)
    expect(told.split('‹credential-1›').length).toBeGreaterThanOrEqual(5)
  }
})

test.each<[string, (secret: string) => Over]>([
  ['a cookie, percent-encoded', (secret) => ({ headers: [['cookie', `sid=${encodeURIComponent(secret)}`]] })],
  [
    'HTTP Basic',
    (secret) => ({ headers: [['authorization', `Basic ${Buffer.from(`${secret}:`).toString('base64')}`]] }),
  ],
  ['a parameter', (secret) => ({ target: `/v1?token=${encodeURIComponent(secret)}` })],
  ['JSON', (secret) => ({ body: JSON.stringify({ password: secret }) })],
  ['JSON within JSON', (secret) => ({ body: JSON.stringify({ variables: JSON.stringify({ password: secret }) }) })],
])('a credential of any characters is known from %s, and found in each other encoding', (_, place) => {
  for (const secret of [`p@ss w&rd=1%"'\\x`, 'pä55IUfj–ß€', 'sh0rtone'])
    for (const [, encode] of encodings.filter(([name]) => name !== 'Base64 at another place')) {
      const text = encode(secret)
      const told = JSON.stringify(
        shown(recording({ headers: [['x-debug', text]], body: `said ${text} once` }, place(secret))),
      )
      for (const form of [text, secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
        expect(told).not.toContain(form)
    }
})

test('a long text without an end is gone through once', () => {
  const begun = process.cpuUsage()
  for (const piece of ['a', 'a=', 'a ="', '<a', '://a:', 'token: '])
    one({ body: piece.repeat(60_000 / piece.length), target: `/${piece.repeat(2000)}` })
  // Gone through again from each of its places it takes minutes of processor time.
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(8000)
})

test('nothing that a token says of its owner is told', () => {
  for (const over of [
    { headers: [['authorization', `Bearer ${TOKEN}`]] as const },
    { headers: [['dpop', TOKEN]] as const },
    { target: `/cb?id_token=${TOKEN}&state=1` },
    { body: JSON.stringify({ nested: [{ assertion: TOKEN }] }) },
    { headers: [['x-any', Buffer.from(`{"t":"${TOKEN}"}`).toString('base64')]] as const },
  ])
    expect(JSON.stringify(one(over))).not.toMatch(/me@acme|login\.acme|bWVAYWNtZ/)
})

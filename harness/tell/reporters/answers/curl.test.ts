import { execFile, execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anExchange, aResult, aRun } from '../../../model/builders.fixture.ts'
import type { WireExchange } from '../../../model/report.ts'
import { curl } from './curl.ts'

type Seen = {
  readonly method: string
  readonly target: string
  readonly fields: readonly string[]
  readonly body: string
  readonly bytes: Buffer
}

const seen: Seen[] = []
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  seen.push({
    method: request.method ?? '',
    target: request.url ?? '',
    fields: request.rawHeaders,
    body: Buffer.concat(chunks).toString(),
    bytes: Buffer.concat(chunks),
  })
  response.end()
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => void server.close())

const hasCurl = (() => {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** Runs what is printed as a POSIX shell would, and tells what arrived. */
const sent = async (exchange: WireExchange, variables: Readonly<Record<string, string>> = {}): Promise<Seen> => {
  seen.length = 0
  const script = curl([aRun('1.2.3', [aResult({ exchanges: [exchange] })])])
  const GATEWAY = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const env = { PATH: process.env['PATH'], GATEWAY, ...variables }
  await promisify(execFile)('sh', ['-euc', script], { env })
  const [first] = seen
  if (!first || seen.length > 1) throw new Error(`${seen.length} requests arrived.`)
  return first
}

/** Name and value in the order of the wire, without what curl makes itself. */
const fieldsOf = ({ fields }: Seen): readonly (readonly [string, string])[] =>
  fields.flatMap((name, index) =>
    index % 2 === 0 && !/^(host|content-length)$/i.test(name) ? [[name, fields[index + 1] ?? ''] as const] : [],
  )

const NASTY = `\u001b\n\u001b[31m\u007f\u009b\rit's "quoted" \`ls\` $HOME $(id) \\n \\ !x ~ * ?\n\tline two – ‹no role of ours: blanks› ünï`

test.runIf(hasCurl)('what is printed sends the same request: method, target, fields, body', async () => {
  const headers = [
    ['X-Quote', `a'b"c$HOME\`id\` \\`],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['accept', '*/*'],
    ['X-Empty', ''],
    ['user-agent', "it's me/1.0"],
  ] as const
  const body = NASTY.replace('‹no role of ours: blanks›', '')
  const target = "/v1/../a//b;c=d/[x]{1,2}/it's?q=%20&$x=(1)&a[]=1"
  const got = await sent(anExchange({ url: `http://gateway${target}`, headers, body }))
  expect(got).toMatchObject({ method: 'POST', target, body })
  expect(fieldsOf(got).toSorted()).toEqual(headers.toSorted())
})

test.runIf(hasCurl)('a body is not read from a file though it begins with @', async () => {
  expect((await sent(anExchange({ headers: [], body: '@/etc/passwd' }))).body).toBe('@/etc/passwd')
})

test.runIf(hasCurl)('JSON is sent as its value, and nothing is added that the SDK did not send', async () => {
  const got = await sent(anExchange({ headers: [], body: { model: "it's", n: [1, null] } }))
  expect(got.body).toBe('{"model":"it\'s","n":[1,null]}')
  expect(fieldsOf(got)).toEqual([])
})

const inCoding = (undone: string, body: unknown): WireExchange => {
  const { request, response } = anExchange({ headers: [['content-encoding', undone]], body })
  return { request: { ...request, coding: { undone } }, response }
}

test.runIf(hasCurl)(
  'what was sent in gzip is sent in gzip again, and never as its text beside that field',
  async () => {
    const got = await sent(inCoding('gzip', { key: '‹api-key›', of: "it's" }), { API_KEY: 'k' })
    expect(fieldsOf(got)).toEqual([['content-encoding', 'gzip']])
    expect(gunzipSync(got.bytes).toString()).toBe('{"key":"k","of":"it\'s"}')
  },
)

test('each coding is put over the body again by a program of its own, in their order', () => {
  expect(printed(inCoding('deflate, br', 'text'))).toContain(
    "printf %s 'text' | pigz -cz | brotli -c | \\\n  curl --globoff",
  )
  expect(printed(inCoding('zstd', { bytes: 9, sha256: 'a'.repeat(64) }))).toContain(
    '# The body was not kept: decoded from zstd, 9 bytes',
  )
})

test.runIf(hasCurl).each(['GET', 'DELETE', 'HEAD', 'PATCH'])('%s without a body', async (method) => {
  expect(await sent(anExchange({ method, body: null }), { API_KEY: 'k' })).toMatchObject({ method, body: '' })
})

test.runIf(hasCurl)('credentials and what is never the same are variables, also within an encoding', async () => {
  const headers = [
    ['Authorization', 'Bearer ‹entra-token#2›'],
    ['api-key', '‹api-key›'],
    ['x-basic', 'Basic base64(user(1):‹api-key›)'],
    ['x-hex', 'hex(‹api-key›)'],
    ['x-request-id', '‹uuid›'],
    ['idempotency-key', '‹idempotency key›'],
    ['user-agent', 'sdk/‹own version›'],
  ] as const
  const exchange = anExchange({ headers, url: 'http://gateway/a?key=‹api-key›', body: { key: '‹api-key›' } })
  const values = { API_KEY: 'k \'e"y$1', ENTRA_TOKEN_2: 't2', UUID: 'u', IDEMPOTENCY_KEY: 'i' }
  const got = await sent({ ...exchange, request: { ...exchange.request, url: 'http://gateway/a' } }, values)
  const fields = Object.fromEntries(fieldsOf(got))
  expect(fields).toMatchObject({
    Authorization: 'Bearer t2',
    'api-key': values.API_KEY,
    'x-basic': `Basic ${Buffer.from(`user(1):${values.API_KEY}`).toString('base64')}`,
    'x-hex': Buffer.from(values.API_KEY).toString('hex'),
    'x-request-id': 'u',
    'idempotency-key': 'i',
    'user-agent': 'sdk/1.2.3',
  })
  expect(got.body).toBe(`{"key":"${values.API_KEY}"}`)
  expect((await sent(exchange, { ...values, API_KEY: 'k' })).target).toBe('/a?key=k')
})

const printed = (exchange: WireExchange): string => curl([aRun('1.2.3', [aResult({ exchanges: [exchange] })])])

test('the script lists its variables, each with what it is', () => {
  expect(printed(anExchange({ url: 'http://gateway/v1', headers: [['api-key', '‹api-key›']], body: null }))).toBe(
    [
      '# Set these first:',
      '#   GATEWAY  where the gateway is: http://127.0.0.1:8080',
      '#   API_KEY  ‹api-key›',
      '',
      '# openai-python 1.2.3: azure-api-key behind azure-openai, python 3.11.7',
      '# answered 200 by backend',
      `curl --globoff --path-as-is -X 'POST' "$GATEWAY"'/v1' \\`,
      `  -H 'api-key: '"$API_KEY" \\`,
      `  -H 'Accept:' \\`,
      `  -H 'User-Agent:'`,
      '',
    ].join('\n'),
  )
})

test.each([
  ['https://gateway/a', 'GATEWAY', 'https://127.0.0.1:8080'],
  ['http://other-port/a', 'OTHER_PORT', 'http://127.0.0.1:8080'],
])('%s is where $%s says, since only the harness has such a host', (url, name, address) => {
  const text = printed(anExchange({ url, headers: [], body: null }))
  expect(text).toContain(`"$${name}"'/a'`)
  expect(text).toMatch(new RegExp(`#   ${name} .*: ${address}\n`))
})

test('what else is known of an exchange is a comment', () => {
  const text = printed({ ...anExchange(), waited: '600 s as asked', gaveUpAfter: '10 s' })
  expect(text).toContain('# Sent after a wait: 600 s as asked.\n# No answer was waited for after 10 s.\n')
})

test('a comment cannot be left: whatever a reason holds, it stays one line', () => {
  const lost = { id: 'a', gateway: 'openai', status: 'crashed', reason: 'x\nrm -rf /\r\u2028y' } as const
  for (const line of curl([aRun('1.0.0', [lost])])
    .trimEnd()
    .split('\n'))
    expect(line).toMatch(/^#/)
})

test('nor can the list of variables: what stands between ‹ and › in a body is the text of whoever wrote the SDK', () => {
  const text = printed(anExchange({ url: 'http://gateway/', headers: [], body: 'a ‹x\nrm -rf /\r\u2028y› b' }))
  expect(
    text
      .split('\n\n')[0]
      ?.split(/[\n\r]/)
      .slice(1),
  ).toEqual([
    '#   GATEWAY  where the gateway is: http://127.0.0.1:8080',
    expect.stringMatching(/^# {3}X_RM_RF_Y {2}‹x rm -rf \/ y›$/),
  ])
})

test('a host that the SDK names otherwise than the address does is sent', () => {
  const named = (host: string) => printed(anExchange({ url: 'http://gateway/', headers: [['Host', host]], body: null }))
  expect(named('tenant.acme.test')).toContain("-H 'Host: tenant.acme.test'")
  expect(named('gateway')).not.toContain('Host:')
})

test('a body that nobody kept is named by its size and digest', () => {
  const text = printed(anExchange({ body: { bytes: 70_000, sha256: 'a'.repeat(64) } }))
  expect(text).toContain(`# The body was not kept: 70000 bytes, SHA-256 ${'a'.repeat(64)}.`)
  expect(text).toContain("--data-binary '@body'")
})

test.each([
  ['https://api.acme.test/v1', 'api.acme.test', /api\.acme\.test\/v1' --http2 \\\n/, []],
  ['https://api.acme.test/v1', 'api.acme.test:443', / --http2 \\\n/, ["-H 'Host: api.acme.test:443'"]],
  ['http://api.acme.test/v1', 'api.acme.test', / --http2-prior-knowledge \\\n/, []],
])('a request of HTTP/2 to %s, %s, is made by it', (url, authority, words, fields) => {
  const headers = [
    [':authority', authority],
    ['x-key', 'k'],
  ] as const
  const text = curl([aRun('1.0.0', [aResult({ exchanges: [anExchange({ url, headers, body: null })] })])])
  expect(text).toMatch(words)
  expect(text.match(/-H 'Host.*'/g) ?? []).toEqual(fields)
  expect(text).not.toContain(':authority')
})

import { gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { parseHar } from '../../ask/gateways/parse-har.ts'
import { parseRules } from '../../ask/gateways/parse-rules.ts'
import type { GatewayRules } from '../../model/gateway-rules.ts'
import type { Gateway } from './gateway.ts'
import { rulesHandlers } from './rules.ts'
import { stand } from './stand.fixture.ts'

const open: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of open) await close()
})

const standing = async (rules: GatewayRules, label = 'gw.json') => {
  const gateway: Gateway = { id: 'gw', title: 'Ours.', handlers: (context) => rulesHandlers(label, rules, context) }
  const stood = await stand(gateway)
  open.push(stood.authority.close)
  return stood
}
const told = (value: object) => standing(parseRules(JSON.stringify(value), 'gw.json'))

test.each<[string, object, (key: string) => Parameters<Awaited<ReturnType<typeof told>>['ask']>[0]]>([
  ['a header field', { wants: { header: 'X-Api-Key' } }, (key) => ({ headers: { 'x-api-key': key } })],
  [
    'a field behind a scheme of its own',
    { wants: { header: 'Authorization', scheme: 'Token' } },
    (key) => ({ headers: { authorization: `token ${key}` } }),
  ],
  [
    'a field behind either of two schemes',
    { wants: { header: 'Authorization', scheme: ['Bearer', 'Token'] } },
    (key) => ({ headers: { authorization: `Token ${key}` } }),
  ],
  ['a query parameter', { wants: { query: 'key' } }, (key) => ({ path: `/v1?key=${key}` })],
  ['bearer', { wants: 'bearer' }, (key) => ({ headers: { authorization: `Bearer ${key}` } })],
])('%s: the key is let in there, a wrong one and none are not', async (_, rules, put) => {
  const { ask, credentials } = await told(rules)
  expect(await ask(put(credentials.of('api-key')))).toMatchObject({ status: 200, by: 'backend' })
  expect(await ask(put('wrong'))).toMatchObject({ status: 401, by: 'gw.json: wrong credential' })
  expect(await ask({ path: '/v1' })).toMatchObject({ status: 401, by: 'gw.json: no credential' })
})

test('which credential is good is said by its role, or by several', async () => {
  const { ask, credentials } = await told({ wants: { header: 'k' }, credential: ['subscription-key', 'entra-token'] })
  const status = async (k: string) => (await ask({ headers: { k } })).status
  expect(await status(credentials.of('subscription-key'))).toBe(200)
  expect(await status(credentials.of('entra-token'))).toBe(200)
  expect(await status(credentials.of('api-key'))).toBe(401)
})

test('a refusal in the API’s own words takes the place of ours; the challenge stays with 401 alone', async () => {
  const body = { error: { code: 'no_key' } }
  const words = await told({ wants: 'bearer', refusal: { body } })
  const said = await words.ask()
  expect(said).toMatchObject({ status: 401, body })
  expect(said.headers.get('www-authenticate')).toBe('Bearer')
  const other = await (await told({ wants: 'bearer', refusal: { status: 403, headers: { 'x-why': 'key' } } })).ask()
  expect([other.status, other.headers.get('x-why'), other.headers.get('www-authenticate')]).toEqual([403, 'key', null])
})

test('the first answer whose method and path fit is given; where none does, a generic one', async () => {
  const { ask } = await told({
    wants: null,
    answers: [
      { method: 'GET', path: '/v1/charges/*', body: { id: 'ch_1' } },
      { path: '/v1/*', status: 404, headers: { 'x-a': 'b' }, body: { error: 'none' } },
    ],
  })
  expect(await ask({ method: 'GET', path: '/v1/charges/1?x=y' })).toMatchObject({
    status: 200,
    by: 'gw.json: answers[0]',
    body: { id: 'ch_1' },
  })
  const second = await ask({ path: '/v1/charges/1' })
  expect(second).toMatchObject({ status: 404, by: 'gw.json: answers[1]', body: { error: 'none' } })
  expect(second.headers.get('x-a')).toBe('b')
  expect(await ask({ path: '/v2' })).toMatchObject({ status: 200, by: 'backend', body: { id: 'harness' } })
})

test('text goes out as it is, and a status that allows no body has none', async () => {
  const { respond } = await told({
    wants: null,
    answers: [
      { path: '/text', body: 'plain' },
      { path: '/none', status: 204, body: 'nothing of it' },
    ],
  })
  const get = (path: string) => respond(new Request(`http://127.0.0.1:9${path}`))
  const text = await get('/text')
  expect([text.headers.get('content-type'), await text.text()]).toEqual(['text/plain', 'plain'])
  const none = await get('/none')
  expect([none.status, none.body]).toEqual([204, null])
})

test('the n-th time is counted over requests that were let in and fit, whichever answer they got', async () => {
  const { ask, credentials } = await told({
    wants: { header: 'k' },
    answers: [
      { path: '/a', time: 1, status: 429, body: {} },
      { path: '/a', time: 3, status: 503, body: {} },
      { path: '/*', status: 201, body: {} },
    ],
  })
  const k = credentials.of('api-key')
  await ask({ path: '/a' })
  await ask({ path: '/b', headers: { k } })
  const statuses: number[] = []
  for (let n = 0; n < 4; n += 1) statuses.push((await ask({ path: '/a', headers: { k } })).status)
  expect(statuses).toEqual([429, 201, 503, 201])
})

test('a recording answers what was recorded, in its order, and keeps to the last', async () => {
  const entry = (method: string, url: string, status: number, content: object = {}) => ({
    startedDateTime: '2026-01-01T00:00:00Z',
    request: { method, url, httpVersion: 'h2' },
    response: { status, headers: [{ name: 'location', value: 'https://example.com' }], content },
  })
  const json = (text: string) => ({ mimeType: 'application/json', text })
  const rules = parseHar(
    JSON.stringify({
      log: {
        version: '1.2',
        entries: [
          entry('GET', 'https://api.example.com/v1/jobs/1?a=b', 200, json('{"state":"runs"}')),
          entry('GET', 'https://api.example.com/v1/jobs/1', 0),
          entry('POST', 'https://api.example.com/v1/jobs/*', 302, { mimeType: '', text: null }),
          entry('GET', 'https://api.example.com/v1/jobs/1', 200, json('{"state":"done"}')),
          entry('POST', 'https://api.example.com/bytes', 200, {
            mimeType: 'application/json',
            encoding: 'base64',
            text: Buffer.from('{"bytes":1}').toString('base64'),
          }),
        ],
      },
    }),
    'rec.har',
  )
  const { ask, respond } = await standing(rules, 'rec.har')
  const job = () => ask({ method: 'GET', path: '/v1/jobs/1' })
  expect([await job(), await job(), await job()]).toMatchObject([
    { by: 'rec.har: log.entries[0]', body: { state: 'runs' } },
    { by: 'rec.har: log.entries[3]', body: { state: 'done' } },
    { by: 'rec.har: log.entries[3]', body: { state: 'done' } },
  ])
  expect((await ask({ path: '/bytes' })).body).toEqual({ bytes: 1 })
  const moved = await respond(new Request('http://127.0.0.1:9/v1/jobs/*', { method: 'POST' }))
  expect([moved.status, moved.headers.get('location')]).toEqual([302, null])
  // A recorded path is no pattern.
  expect(await ask({ path: '/v1/jobs/2' })).toMatchObject({ by: 'backend' })
})

test('whoever is let in is answered in the form that it accepts; what the file says goes out as it stands there', async () => {
  const { respond, credentials } = await told({ wants: 'bearer', answers: [{ path: '/said', body: { mine: true } }] })
  const asked = (path: string) =>
    respond(
      new Request(`http://127.0.0.1:9${path}`, {
        headers: { authorization: `Bearer ${credentials.of('api-key')}`, 'accept-encoding': 'gzip' },
      }),
    )
  const usual = await asked('/v1/any')
  expect(usual.headers.get('content-encoding')).toBe('gzip')
  expect(JSON.parse(gunzipSync(await usual.arrayBuffer()).toString())).toMatchObject({ id: 'harness' })
  const own = await asked('/said')
  expect([own.headers.get('content-encoding'), await own.json()]).toEqual([null, { mine: true }])
})

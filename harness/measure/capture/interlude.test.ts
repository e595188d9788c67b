import { once } from 'node:events'
import { request as askPlain } from 'node:http'
import { request as askSecure } from 'node:https'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { HttpResponse, http } from 'msw'
import { afterAll, expect, test, vi } from 'vitest'
import { clock } from '../../edges/clock.ts'
import type { Exchange } from '../../model/capture.ts'
import type { AnswerAt, Interlude, Redirect } from '../../model/scenario.ts'
import { startCapture } from './server.ts'
import { makeTrust } from './trust.ts'

const trust = await makeTrust(new Date())
const capture = await startCapture({
  ...clock,
  tls: trust,
  handlersFor: () => [http.all('*', () => HttpResponse.json({}))],
})
afterAll(() => capture.close())

let serial = 0
const opened = (first: readonly Interlude[], answers: readonly AnswerAt[] = [], scheme?: 'https') => {
  const key = `cell-${serial++}`
  return { key, ...capture.open({ key, gateway: 'g', at: 'path', first, answers, ...(scheme ? { scheme } : {}) }) }
}

/** One request by a socket of its own: what was answered, or how it broke. */
const ask = async (url: string, method = 'GET') => {
  const asked = url.startsWith('https:')
    ? askSecure(url, { method, ca: trust.certificate, agent: false })
    : askPlain(url, { method, agent: false })
  asked.on('error', () => undefined).end()
  const [response] = await once(asked, 'response')
  const body = await text(response).catch((error: NodeJS.ErrnoException) => `broken: ${error.code}`)
  return { status: response.statusCode, headers: response.headers, body }
}
const answers = (exchanges: readonly Exchange[]) => exchanges.map(({ answered: { status, by } }) => `${status} ${by}`)

test('an answer may name a date that far ahead, and hold nothing, text, HTML or bytes', async () => {
  const { key, url } = opened([
    { status: 429, headers: { 'Retry-After': { 'date-in': 600 } } },
    { status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>busy</h1>' },
    { status: 500, body: '' },
    { status: 200, headers: { 'content-type': 'audio/mpeg' }, body: 'AAEC', base64: true },
  ])
  const before = Date.now()
  const { headers, body } = await ask(url)
  const ahead = Date.parse(String(headers['retry-after'])) - before
  expect(ahead).toBeGreaterThan(598_000)
  expect(ahead).toBeLessThan(602_000)
  expect(body).toBe('')
  expect(await ask(url)).toMatchObject({ status: 503, body: '<h1>busy</h1>', headers: { 'content-type': 'text/html' } })
  expect(await ask(url)).toMatchObject({ status: 500, body: '' })
  expect((await ask(url)).body).toBe('\0\u0001\u0002')
  expect(answers(capture.take(key))).toEqual(['429 interlude', '503 interlude', '500 interlude', '200 interlude'])
})

test('a request that is let pass meets the gateway, and the next one its own interlude', async () => {
  const { key, url } = opened([{ pass: true }, { status: 401 }])
  expect([(await ask(url)).status, (await ask(url)).status, (await ask(url)).status]).toEqual([200, 401, 200])
  expect(answers(capture.take(key))).toEqual(['200 handler', '401 interlude', '200 handler'])
})

test('answers stand at a path, for a method, and for the n-th request; `first` comes before them', async () => {
  const { url } = opened(
    [{ status: 500 }],
    [
      { path: '/v1/files*', method: 'GET', nth: 3, body: { data: ['b'], has_more: false }, status: 200 },
      { path: '/v1/files', method: 'GET', body: { data: ['a'], has_more: true }, status: 200 },
      { path: '*/b', reset: 'before-headers' },
    ],
  )
  const files = `${url}/v1/files?limit=1`
  expect((await ask(files)).status).toBe(500)
  expect((await ask(files, 'POST')).body).toBe('{}')
  expect((await ask(files)).body).toBe('{"data":["a"],"has_more":true}')
  // Every request counts, whatever it met.
  expect((await ask(files)).body).toBe('{"data":["b"],"has_more":false}')
  await expect(ask(`${url}/v1/b`)).rejects.toThrow('ECONNRESET')
})

test.each([
  'http',
  'https',
] as const)('a connection is reset, %s, with nothing said or behind the fields', async (scheme) => {
  const { key, url } = opened(
    [{ reset: 'before-headers' }, { reset: 'after-headers' }, { pass: true }],
    [],
    scheme === 'https' ? scheme : undefined,
  )
  await expect(ask(url)).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect(await ask(url)).toMatchObject({ status: 200, body: 'broken: ECONNRESET' })
  expect((await ask(url)).status).toBe(200)
  expect(answers(capture.take(key))).toEqual([
    '0 interlude: reset before headers',
    '200 interlude: reset after headers',
    '200 handler',
  ])
})

test('nothing is said to a request that hangs, until its client leaves', async () => {
  const { key, url } = opened([{ hang: true }])
  const leaving = new AbortController()
  const asked = fetch(url, { signal: leaving.signal })
  // Who leaves before it has arrived has met nothing.
  await vi.waitFor(() => expect(capture.count(key)).toBe(1), 5_000)
  setTimeout(() => leaving.abort(), 100)
  await expect(asked).rejects.toThrow('abort')
  expect((await ask(url)).status).toBe(200)
  expect(answers(capture.take(key))).toEqual(['0 interlude: no answer', '200 handler'])
})

test('an answer may begin and not go on, until its client leaves', async () => {
  const { key, url } = opened([{ hang: 'after-headers' }])
  const leaving = new AbortController()
  const response = await fetch(url, { signal: leaving.signal })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
  setTimeout(() => leaving.abort(), 100)
  await expect(response.text()).rejects.toThrow('abort')
  expect((await ask(url)).status).toBe(200)
  expect(answers(capture.take(key))).toEqual(['200 interlude: no end of the answer', '200 handler'])
})

const at = (url: string) =>
  url.replace(/:\/\/([^:/]+):(\d+)/, (_, host, port) => `://${host}:${capture.ports.indexOf(+port)}`)

test.each<[Redirect, string, string]>([
  [{ redirect: 'same-origin' }, 'https://127.0.0.1:0/c/KEY/v1/a?x=1', 'gateway secure'],
  [{ redirect: 'relative', status: 308 }, '/c/KEY/v1/a?x=1', 'gateway secure'],
  [{ redirect: 'other-port', status: 301 }, 'https://127.0.0.1:2/c/KEY/v1/a?x=1', 'other-port secure'],
  [{ redirect: 'other-origin', status: 302 }, 'https://localhost:1/c/KEY/v1/a?x=1', 'other-origin secure'],
  [{ redirect: 'http', status: 303 }, 'http://127.0.0.1:0/c/KEY/v1/a?x=1', 'gateway plain'],
  [{ redirect: 'same-origin', location: '/v2/b' }, 'https://127.0.0.1:0/c/KEY/v2/b', 'gateway secure'],
  [{ redirect: 'relative', location: '/v2/b' }, '/c/KEY/v2/b', 'gateway secure'],
  [{ redirect: 'relative', location: 'b?y=2' }, 'b?y=2', 'gateway secure'],
])('a redirect %o leads to %s', async (redirect, location, reached) => {
  const { key, url } = opened([redirect], [], 'https')
  const asked = `${url}/v1/a?x=1`
  const { status, headers } = await ask(asked)
  expect([status, at(String(headers.location))]).toEqual([redirect.status ?? 307, location.replace('KEY', key)])
  await ask(new URL(String(headers.location), asked).href)
  const [, there] = capture.take(key)
  expect(`${there?.origin} ${there?.secure ? 'secure' : 'plain'}`).toBe(reached)
})

test('without anybody who signs no cell is over TLS', async () => {
  const own = await startCapture({ ...clock, handlersFor: () => [] })
  expect(() => own.open({ key: 'k', gateway: 'g', at: 'path', first: [], scheme: 'https' })).toThrow('nobody signs')
  await own.close()
})

test('how long a client waited is told, and what it was asked to wait', async () => {
  const { key, url } = opened([
    { status: 429, headers: { 'retry-after-ms': '1500', 'retry-after': '2' } },
    { status: 503, headers: { 'retry-after': { 'date-in': 60 } } },
    { status: 500 },
  ])
  for (const ms of [1500, 59_000, 500, 0]) {
    await ask(url)
    if (ms > 0) expect(await capture.skip(key, ms)).toBe(true)
  }
  await ask(url)
  expect(capture.take(key).map(({ waited }) => waited)).toEqual([
    undefined,
    { ms: 1500, asked: [{ ms: 1500 }, { ms: 2000 }] },
    { ms: 59_000, asked: [{ ms: 60_000, byDate: true }] },
    { ms: 500 },
    undefined,
  ])
})

test('time stands still while a client is being connected over TLS', async () => {
  const { key } = opened([])
  const socket = connect(capture.ports[0] ?? 0, '127.0.0.1')
  // A record of the handshake begins (RFC 8446, section 5.1), and the rest of it is on the way.
  socket.write(Buffer.from([22]))
  await expect.poll(() => capture.skip(key, 1000)).toBe(false)
  expect(await capture.skip(key, null)).toBe(false)
  socket.destroy()
  await expect.poll(() => capture.skip(key, 1000)).toBe(true)
  capture.take(key)
})

test('time stands still while an answer is under way, and goes on while nobody will answer', async () => {
  const ready = Promise.withResolvers<void>()
  const slow = await startCapture({
    ...clock,
    handlersFor: () => [http.all('*', () => ready.promise.then(() => HttpResponse.json({})))],
  })
  const arrived = (count: number) => expect.poll(() => slow.count('k')).toBe(count)
  const { url } = slow.open({ key: 'k', gateway: 'g', at: 'path', first: [{ pass: true }, { hang: true }] })
  const answered = ask(url)
  await arrived(1)
  expect(await slow.skip('k', 1000)).toBe(false)
  ready.resolve()
  await answered
  const controller = new AbortController()
  const hung = fetch(url, { signal: controller.signal }).catch(() => 'left')
  await arrived(2)
  await expect.poll(() => slow.skip('k', 600_000)).toBe(true)
  controller.abort()
  expect(await hung).toBe('left')
  await expect.poll(() => slow.skip('k', null)).toBe(false)
  await slow.skip('k', 250)
  await ask(url)
  expect(slow.take('k').map(({ waited, gaveUpAfterMs }) => ({ waited, gaveUpAfterMs }))).toEqual([
    {},
    { gaveUpAfterMs: 600_000 },
    { waited: { ms: 250 } },
  ])
  await slow.close()
})

import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import tls from 'node:tls'
import { HttpResponse, http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import type { Interlude } from '../../model/scenario.ts'
import { answer } from '../gateways/answered-by.ts'
import { startCapture } from './server.ts'

const seen: string[] = []
const capture = await startCapture({
  ...clock,
  handlersFor: (gateway) => [
    http.all('*', async ({ request }) => {
      seen.push(request.url)
      if (new URL(request.url).pathname === '/slow') await sleep(600)
      if (new URL(request.url).pathname === '/fault') throw new Error('broken')
      if (new URL(request.url).pathname === '/stream') return streamed()
      return answer(gateway, 200, { gateway })
    }),
  ],
})
afterAll(() => capture.close())

const streamed = () =>
  new HttpResponse(
    ReadableStream.from(['data: 1\n\n', 'data: 2\n\n'].map((event) => new TextEncoder().encode(event))),
    {
      headers: { 'content-type': 'text/event-stream' },
    },
  )

const open = (key: string, first: readonly Interlude[] = []) =>
  capture.open({ key, gateway: `behind-${key}`, at: 'path', first })

/** Writes bytes as they stand, and reads until the other side closes. */
const raw = async (text: string, port = capture.ports[0]): Promise<string> => {
  const socket = connect(port ?? 0, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => undefined)
  socket.write(text.replaceAll('\n', '\r\n'))
  await once(socket, 'close')
  return Buffer.concat(chunks).toString()
}

test('fields are kept as they stood on the socket: order, case, repeats', async () => {
  open('raw')
  await raw(`POST /c/raw/openai/v1/responses?b=2&a=%201 HTTP/1.1
Host: x
zEbra: last first
Authorization: Bearer one
api-key: key
authorization: Bearer two
Connection: close
Content-Length: 2

{}`)
  expect(capture.take('raw')).toEqual([
    {
      method: 'POST',
      origin: 'gateway',
      target: '/openai/v1/responses?b=2&a=%201',
      headers: [
        ['Host', 'x'],
        ['zEbra', 'last first'],
        ['Authorization', 'Bearer one'],
        ['api-key', 'key'],
        ['authorization', 'Bearer two'],
        ['Connection', 'close'],
        ['Content-Length', '2'],
      ],
      body: { bytes: 2, text: '{}' },
      answered: { status: 200, by: 'behind-raw' },
    },
  ])
})

test('handlers see the request without the cell’s prefix, and the SDK does not see which rule spoke', async () => {
  const { url } = open('prefix')
  const response = await fetch(`${url}/v1/models?x=1`)
  expect(await response.json()).toEqual({ gateway: 'behind-prefix' })
  expect(seen).toContain(`http://127.0.0.1:${capture.ports[0]}/v1/models?x=1`)
  expect([...response.headers.keys()].filter((name) => name.includes('sdkdrift'))).toEqual([])
  expect(capture.take('prefix')).toMatchObject([
    { target: '/v1/models?x=1', body: { bytes: 0, text: '' }, answered: { status: 200, by: 'behind-prefix' } },
  ])
})

test('two cells at once are kept apart, each in its own order', async () => {
  const a = open('a')
  const b = open('b')
  await Promise.all([0, 1, 2].flatMap((n) => [fetch(`${a.url}/${n}`), fetch(`${b.url}/slow?${n}`)]))
  await fetch(`${a.url}/last`)
  expect(
    capture
      .take('a')
      .map(({ target }) => target)
      .sort(),
  ).toEqual(['/0', '/1', '/2', '/last'])
  expect(capture.take('b').map(({ answered }) => answered.by)).toEqual(['behind-b', 'behind-b', 'behind-b'])
})

test('interludes are answered first, in their order, then the gateway', async () => {
  const { url } = open('interludes', [
    { status: 429, headers: { 'retry-after': '0' }, body: { error: 'slow down' } },
    { status: 503 },
  ])
  const first = await fetch(url)
  expect([
    first.status,
    first.headers.get('retry-after'),
    first.headers.get('content-type'),
    await first.json(),
  ]).toEqual([429, '0', 'application/json', { error: 'slow down' }])
  const second = await fetch(url)
  expect([second.status, await second.text()]).toEqual([503, ''])
  expect((await fetch(url)).status).toBe(200)
  expect(capture.take('interludes').map(({ target, answered }) => [target, answered.status, answered.by])).toEqual([
    ['/', 429, 'interlude'],
    ['/', 503, 'interlude'],
    ['/', 200, 'behind-interludes'],
  ])
})

test('a redirect leads the same request to the other origin, where it still belongs to its cell', async () => {
  const { url, otherOriginUrl } = open('redirect', [{ redirect: 'other-origin' }])
  const response = await fetch(`${url}/v1/responses?x=1`, {
    method: 'POST',
    body: 'text',
    headers: { authorization: 'Bearer t' },
  })
  expect([response.status, response.url]).toEqual([200, `${otherOriginUrl}/v1/responses?x=1`])
  const exchanges = capture.take('redirect')
  expect(
    exchanges.map(({ method, origin, target, body, answered }) => [method, origin, target, body.text, answered.status]),
  ).toEqual([
    ['POST', 'gateway', '/v1/responses?x=1', 'text', 307],
    ['POST', 'other-origin', '/v1/responses?x=1', 'text', 200],
  ])
})

test('a stream arrives event by event', async () => {
  const { url } = open('stream')
  const response = await fetch(`${url}/stream`)
  expect(response.headers.get('content-length')).toBeNull()
  expect(await response.text()).toBe('data: 1\n\ndata: 2\n\n')
  expect(capture.take('stream')).toMatchObject([{ answered: { status: 200, by: 'handler' } }])
})

test('a client that leaves before its answer, or in the middle of its body, is recorded and does no harm', async () => {
  const { url } = open('abort')
  const arrived = (count: number) => expect.poll(() => capture.count('abort'), { timeout: 30_000 }).toBe(count)
  const leaving = new AbortController()
  const left = expect(fetch(`${url}/slow`, { signal: leaving.signal })).rejects.toThrow()
  await arrived(1)
  leaving.abort()
  await left
  const socket = connect(capture.ports[0] ?? 0, '127.0.0.1')
  socket.write('POST /c/abort/half HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf')
  await arrived(2)
  socket.destroySoon()
  // Time goes on where nothing is being answered any more.
  await expect.poll(() => capture.skip('abort', 0), { timeout: 30_000 }).toBe(true)
  const taken = capture.take('abort')
  expect(taken).toMatchObject([
    { target: '/slow', answered: { status: 0, by: 'unanswered' } },
    { target: '/half', body: { bytes: 4, text: 'half' }, answered: { status: 0, by: 'capture: broken-off' } },
  ])
  await sleep(600)
  expect(taken[0]?.answered.status).toBe(0)
  const { url: next } = open('after-abort')
  expect((await fetch(next)).status).toBe(200)
})

test('a cell at the root has the whole origin, a redirect too, until it is taken; then a path is a path again', async () => {
  const own = await startCapture({ ...clock, handlersFor: () => [http.all('*', () => HttpResponse.json({}))] })
  try {
    const { url, otherOriginUrl } = own.open({
      key: 'whole',
      gateway: 'g',
      at: 'root',
      first: [{ redirect: 'other-origin' }],
    })
    expect(new URL(url).pathname).toBe('/')
    const response = await fetch(`${url}/c/x/models?y=1`)
    expect([response.status, response.url]).toEqual([200, `${otherOriginUrl}/c/x/models?y=1`])
    expect(() => own.open({ key: 'second', gateway: 'g', at: 'path', first: [] })).toThrow('belong to whole')
    expect(own.take('whole').map(({ origin, target }) => [origin, target])).toEqual([
      ['gateway', '/c/x/models?y=1'],
      ['other-origin', '/c/x/models?y=1'],
    ])
    const next = own.open({ key: 'next', gateway: 'g', at: 'path', first: [] })
    await fetch(`${next.url}/a`)
    expect(own.take('next').map(({ target }) => target)).toEqual(['/a'])
  } finally {
    await own.close()
  }
})

test('what comes after the cell was taken, or belongs to none, is a stray', async () => {
  const { url } = open('late')
  capture.take('late')
  expect((await fetch(`${url}/x`)).status).toBe(404)
  await raw('GET /elsewhere HTTP/1.1\nHost: x\nConnection: close\n\n')
  expect(await raw('no http at all\n\n')).toContain('400 Bad Request')
  await raw('CONNECT api.openai.com:443 HTTP/1.1\nHost: api.openai.com:443\n\n')
  expect(capture.strays()).toMatchObject([
    { target: '/x', why: 'late' },
    { target: '/elsewhere', why: 'no such cell' },
    { target: expect.stringMatching(/^HPE_/), why: 'malformed' },
    { target: 'api.openai.com:443', why: 'tunnel' },
  ])
  expect(capture.take('late')).toEqual([])
})

test('TLS spoken to an address without it is no request that could not be read: its client learns that and says so', async () => {
  const { port } = new URL(open('spoken-tls').url)
  const socket = tls.connect({ port: Number(port), host: '127.0.0.1' })
  await expect(once(socket, 'secureConnect')).rejects.toThrow('wrong version number')
  expect(capture.strays().at(-1)).toMatchObject({ why: 'no TLS' })
  expect(capture.unseen('spoken-tls')).toEqual({ tooMany: 0, malformed: 0, late: 0 })
  expect(capture.take('spoken-tls')).toEqual([])
})

test('long and binary bodies are kept as their hash, endless ones are cut off', async () => {
  const { url } = open('bodies')
  const post = (body: string | Uint8Array<ArrayBuffer>) => fetch(url, { method: 'POST', body })
  await post('a'.repeat(64 * 1024))
  await post('a'.repeat(64 * 1024 + 1))
  await post(new Uint8Array([0xff, 0xfe]))
  await expect(post('a'.repeat(9 * 1024 * 1024))).rejects.toThrow()
  const [text, long, binary, endless] = capture.take('bodies')
  expect(text?.body.text).toHaveLength(64 * 1024)
  expect(long?.body).toMatchObject({ bytes: 64 * 1024 + 1, text: null })
  expect(binary?.body).toMatchObject({ bytes: 2, text: null })
  expect(endless?.answered).toEqual({ status: 0, by: 'capture: too-long' })
})

test('a fault of a handler is an answer that says so', async () => {
  const { url } = open('fault')
  expect((await fetch(`${url}/fault`)).status).toBe(500)
  expect(capture.take('fault')).toMatchObject([{ answered: { status: 500, by: 'capture: fault' } }])
})

test('what a version’s requests may come to in all is bounded: memory would be, by who sends long fields', async () => {
  const capture = await startCapture({ ...clock, handlersFor: () => [], maxOfAll: 50_000 })
  for (const key of ['before', 'after']) capture.open({ key, gateway: 'test', at: 'path', first: [] })
  const ask = (key: string) =>
    fetch(`${capture.addressOf({ key, at: 'path' }).url}/v1`, { headers: { 'x-long': 'x'.repeat(10_000) } })
  for (let nth = 0; nth < 7; nth++) await ask('before')
  expect(capture.take('before')).toHaveLength(5)
  expect(capture.unseen('before')).toMatchObject({ tooMany: 2 })
  expect((await ask('after')).status).toBe(404)
  expect(capture.take('after')).toEqual([])
  expect(capture.unseen('after')).toMatchObject({ tooMany: 1 })
  await capture.close()
})

test('a client in a circle is cut off, and how much of it was not looked at is known', async () => {
  const { url } = open('circle')
  const ask = async () => (await fetch(url)).arrayBuffer()
  for (let asked = 0; asked < 1_010; asked += 10) await Promise.all(Array.from({ length: 10 }, ask))
  expect(capture.take('circle')).toHaveLength(1_000)
  expect(capture.unseen('circle')).toEqual({ tooMany: 10, malformed: 0, late: 0 })
  // A thousand requests take their time where others run beside them.
})

test('what a gateway counts in one cell is nothing to another behind it', async () => {
  const counting = () => {
    let count = 0
    return [http.all('*', () => HttpResponse.json(++count))]
  }
  const own = await startCapture({ ...clock, handlersFor: counting })
  const [a, b] = ['a', 'b'].map((key) => own.open({ key, gateway: 'g', at: 'path', first: [] }).url)
  const said: string[] = []
  for (const url of [a, a, b]) said.push(await (await fetch(`${url}/`)).text())
  expect(said).toEqual(['1', '2', '1'])
  await own.close()
})

test('a key is used once at a time and safe in a URL', () => {
  open('once')
  expect(() => open('once')).toThrow('already open')
  expect(() => open('a/b')).toThrow('not safe')
  capture.take('once')
})

test('closes at once, whoever still holds a connection', async () => {
  const own = await startCapture({ ...clock, handlersFor: () => [] })
  const { url } = own.open({ key: 'k', gateway: 'g', at: 'path', first: [] })
  expect((await fetch(url)).status).toBe(404)
  const idle = connect(own.ports[0] ?? 0, '127.0.0.1')
  idle.on('error', () => undefined)
  await once(idle, 'connect')
  await own.close()
  await expect(fetch(url)).rejects.toThrow()
})

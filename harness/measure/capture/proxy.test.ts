import { once } from 'node:events'
import { request as ask, type ClientRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { HttpResponse, http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import type { Exchange } from '../../model/capture.ts'
import type { Interlude } from '../../model/scenario.ts'
import { startCapture } from './server.ts'
import { makeTrust } from './trust.ts'

const trust = await makeTrust(new Date())
const capture = await startCapture({
  ...clock,
  tls: trust,
  hosts: { patterns: ['api.acme.test'], trust },
  handlersFor: () => [http.all('*', ({ request }) => HttpResponse.json({ url: request.url }))],
})
afterAll(() => capture.close())

let serial = 0
const opened = async (scheme: 'http' | 'https', first: readonly Interlude[] = []) => {
  const key = `cell-${serial++}`
  const { url } = capture.open({ key, gateway: 'g', at: 'path', first, ...(scheme === 'https' ? { scheme } : {}) })
  return { key, url, port: await capture.startProxy(key, ['api.acme.test']) }
}

const answerTo = async (asked: ClientRequest) => {
  const [response] = await once(asked.end(), 'response')
  return { status: response.statusCode, body: await text(response) }
}
const whole = (port: number, url: string) =>
  answerTo(ask({ host: '127.0.0.1', port, path: url, headers: { host: new URL(url).host, 'x-a': '1' } }))

/** A tunnel to this authority: the status, and the socket behind it. */
const tunnelTo = async (port: number, authority: string) => {
  const asked = ask({ host: '127.0.0.1', port, method: 'CONNECT', path: authority, headers: { host: authority } })
  asked.on('error', () => undefined).end()
  const [response, socket] = await Promise.race([once(asked, 'connect'), once(asked, 'response')])
  return { status: response.statusCode, socket }
}

const told = (exchanges: readonly Exchange[]) =>
  exchanges.map(({ method, origin, host = origin, target, via, answered }) => [
    method,
    `${host}${target}`,
    via,
    `${answered.status} ${answered.by}`,
  ])

test('a request with its whole address meets the gateway, and its script', async () => {
  const { key, url, port } = await opened('http', [{ status: 503 }])
  expect((await whole(port, `${url}/v1/a?x=1`)).status).toBe(503)
  expect((await whole(port, `${url}/v1/a?x=1`)).status).toBe(200)
  await fetch(`${url}/v1/b`)
  const exchanges = capture.take(key)
  expect(exchanges[0]?.headers).toContainEqual(['x-a', '1'])
  expect(told(exchanges)).toEqual([
    ['GET', 'gateway/v1/a?x=1', 'proxy', '503 interlude'],
    ['GET', 'gateway/v1/a?x=1', 'proxy', '200 handler'],
    ['GET', 'gateway/v1/b', undefined, '200 handler'],
  ])
})

test('a tunnel is an exchange of its own, which takes no answer from the script', async () => {
  const { key, url, port } = await opened('https', [{ status: 429 }])
  const { hostname, host, pathname } = new URL(url)
  const { status, socket } = await tunnelTo(port, host)
  expect(status).toBe(200)
  const secure = connectTls({ socket, ca: trust.certificate, host: hostname })
  secure.write(`GET ${pathname}/v1 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  expect(await text(secure)).toContain('HTTP/1.1 429')
  const exchanges = capture.take(key)
  expect(told(exchanges)).toEqual([
    ['CONNECT', 'gateway/', 'proxy', '200 proxy'],
    ['GET', 'gateway/v1', 'proxy', '429 interlude'],
  ])
  expect(exchanges.map(({ secure }) => secure)).toEqual([undefined, true])
})

test('a host that leads to the gateway does so through the proxy too; no other is let through', async () => {
  const { key, port } = await opened('http')
  const { socket } = await tunnelTo(port, 'api.acme.test:443')
  const secure = connectTls({ socket, ca: trust.certificate, servername: 'api.acme.test' })
  secure.write('GET /v1 HTTP/1.1\r\nHost: api.acme.test\r\nConnection: close\r\n\r\n')
  expect(await text(secure)).toContain('https://api.acme.test/v1')
  expect((await tunnelTo(port, 'api.openai.com:443')).status).toBe(403)
  expect((await whole(port, 'http://api.openai.com/v1/models')).status).toBe(403)
  expect(told(capture.take(key))).toEqual([
    ['CONNECT', 'https://api.acme.test/', 'proxy', '200 proxy'],
    ['GET', 'https://api.acme.test/v1', 'proxy', '200 handler'],
    ['CONNECT', 'https://api.openai.com/', 'proxy', '403 proxy: nowhere of the harness’s own'],
    ['GET', 'http://api.openai.com/v1/models', 'proxy', '403 proxy: nowhere of the harness’s own'],
  ])
  await expect(tunnelTo(port, 'api.acme.test:443')).rejects.toThrow()
})

test('of an address with https that is asked for without a tunnel, and of another port, what the client wrote is told', async () => {
  const { key, port } = await opened('http')
  await whole(port, 'https://api.acme.test/v1')
  await whole(port, 'http://api.acme.test:8080/v1')
  const { socket } = await tunnelTo(port, 'api.acme.test:80')
  socket.destroy()
  expect(told(capture.take(key)).map(([method, url]) => `${method} ${url}`)).toEqual([
    'GET https://api.acme.test/v1',
    'GET http://api.acme.test:8080/v1',
    'CONNECT http://api.acme.test/',
  ])
})

test('a connection that is reset is so at the other end of its tunnel', async () => {
  const { url, port } = await opened('http', [{ reset: 'before-headers' }])
  const { host, pathname } = new URL(url)
  const { socket } = await tunnelTo(port, host)
  socket.write(`GET ${pathname}/v1 HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  await expect(text(socket)).rejects.toMatchObject({ code: 'ECONNRESET' })
})

test('who has the sockets for itself may take the gateway for its proxy', async () => {
  const key = 'alone'
  const own = await startCapture({
    ...clock,
    hosts: { patterns: ['api.acme.test'], trust },
    handlersFor: () => [http.all('*', ({ request }) => HttpResponse.json({ url: request.url }))],
  })
  try {
    const { port, host } = new URL(own.open({ key, gateway: 'g', at: 'root', first: [] }).url)
    expect(await whole(Number(port), 'http://api.else.test/v1?x=1')).toMatchObject({ status: 200 })
    expect(await whole(Number(port), `http://${host}/v2`)).toMatchObject({ status: 200 })
    const { socket } = await tunnelTo(Number(port), 'api.acme.test:443')
    const secure = connectTls({ socket, ca: trust.certificate, servername: 'api.acme.test' })
    secure.write('GET /v3 HTTP/1.1\r\nHost: api.acme.test\r\nConnection: close\r\n\r\n')
    expect(await text(secure)).toContain('https://api.acme.test/v3')
    expect((await tunnelTo(Number(port), 'api.else.test:443')).status).toBe(403)
    expect(told(own.take(key))).toEqual([
      ['GET', 'http://api.else.test/v1?x=1', 'proxy', '200 handler'],
      ['GET', 'gateway/v2', 'proxy', '200 handler'],
      ['CONNECT', 'https://api.acme.test/', 'proxy', '200 proxy'],
      ['GET', 'https://api.acme.test/v3', 'proxy', '200 handler'],
    ])
    expect(own.strays()).toEqual([{ key, target: 'api.else.test:443', why: 'tunnel' }])
  } finally {
    await own.close()
  }
})

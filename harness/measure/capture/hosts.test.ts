import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { request as ask } from 'node:https'
import { text } from 'node:stream/consumers'
import { connect } from 'node:tls'
import { HttpResponse, http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { startCapture } from './server.ts'
import { makeTrust } from './trust.ts'

const trust = await makeTrust(new Date())
const capture = await startCapture({
  ...clock,
  handlersFor: () => [http.all('*', ({ request }) => HttpResponse.json({ url: request.url }))],
  hosts: { patterns: ['api.acme.test', '*.blob.acme.test'], trust },
})
afterAll(() => capture.close())
capture.open({ key: 'all', gateway: 'g', at: 'root', first: [] })
const port = (await capture.hostPort('all')) ?? 0

const over = async (
  host: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  at = port,
  shown: object = {},
) => {
  const asked = ask({
    host: '127.0.0.1',
    port: at,
    servername: host,
    path,
    headers: { host, ...headers },
    ca: trust.certificate,
    ...shown,
  })
  asked.end()
  const [response] = await once(asked, 'response')
  return JSON.parse(await text(response))
}

test('a host’s connections arrive over TLS, signed by the run’s own authority, and over plain HTTP at the same port', async () => {
  expect(await over('api.acme.test', '/v1?x=1')).toEqual({ url: 'https://api.acme.test/v1?x=1' })
  expect(await over('a.b.blob.acme.test', '/v2', { host: 'a.b.blob.acme.test:8443' })).toEqual({
    url: 'https://a.b.blob.acme.test:8443/v2',
  })
  const plain = await fetch(`http://127.0.0.1:${port}/v3`)
  expect(plain.status).toBe(200)
  expect(capture.take('all').map(({ origin, host, target }) => [origin, host, target])).toEqual([
    ['gateway', 'https://api.acme.test', '/v1?x=1'],
    ['gateway', 'https://a.b.blob.acme.test:8443', '/v2'],
    ['gateway', `http://127.0.0.1:${port}`, '/v3'],
  ])
})

test('the host is the one that TLS was asked for, whatever the field says', async () => {
  capture.open({ key: 'sni', gateway: 'g', at: 'root', first: [] })
  await over('api.acme.test', '/v4', { host: 'other.test' }, (await capture.hostPort('sni')) ?? 0)
  expect(capture.take('sni')).toMatchObject([
    { host: 'https://api.acme.test', target: '/v4', headers: expect.arrayContaining([['host', 'other.test']]) },
  ])
})

test('a request tells which certificate its connection showed, and none where none was', async () => {
  const { 'client-certificate': own, 'other-certificate': other } = await trust.clients()
  const { loopback } = await makeTrust(new Date())
  capture.open({ key: 'shown', gateway: 'g', at: 'root', first: [] })
  const at = (await capture.hostPort('shown')) ?? 0
  for (const shown of [own, other, loopback(), {}]) await over('api.acme.test', '/v5', {}, at, shown)
  expect(capture.take('shown').map(({ certificate }) => certificate)).toEqual([
    'client-certificate',
    'other-certificate',
    'unknown-certificate',
    undefined,
  ])
})

test.each(['other.test', 'blob.acme.test', 'xapi.acme.test'])('nothing is signed for %s', async (servername) => {
  const socket = connect({ host: '127.0.0.1', port, servername, ca: trust.certificate })
  await expect(once(socket, 'secureConnect')).rejects.toThrow()
})

test('who trusts another authority is not connected', async () => {
  const other = await makeTrust(new Date())
  const socket = connect({ host: '127.0.0.1', port, servername: 'api.acme.test', ca: other.certificate })
  await expect(once(socket, 'secureConnect')).rejects.toThrow(/certificate/)
})

test('a client that speaks HTTP/2 alone is carried: its fields in the order of the wire, and its host', async () => {
  capture.open({ key: 'second', gateway: 'g', at: 'root', first: [] })
  const at = (await capture.hostPort('second')) ?? 0
  const session = connectHttp2('https://api.acme.test', {
    createConnection: () =>
      connect({
        host: '127.0.0.1',
        port: at,
        servername: 'api.acme.test',
        ca: trust.certificate,
        ALPNProtocols: ['h2'],
      }),
  })
  const over2 = async (path: string) => {
    const asked = session.request({
      ':method': 'POST',
      ':path': path,
      'x-b': '1',
      Authorization: 'Bearer x',
      'x-a': '2',
    })
    asked.end('{}')
    const [fields] = await once(asked, 'response')
    return [fields[':status'], JSON.parse(await text(asked))]
  }
  expect(await over2('/v5?x=1')).toEqual([200, { url: 'https://api.acme.test/v5?x=1' }])
  // The connection is the client's as long as its cell is there.
  expect(await over2('/v6')).toEqual([200, { url: 'https://api.acme.test/v6' }])
  const [first, second] = capture.take('second')
  expect(first).toMatchObject({
    method: 'POST',
    host: 'https://api.acme.test',
    target: '/v5?x=1',
    body: { text: '{}' },
    headers: [
      [':authority', 'api.acme.test:443'],
      ['x-b', '1'],
      ['authorization', 'Bearer x'],
      ['x-a', '2'],
    ],
    answered: { status: 200 },
  })
  expect(second?.target).toBe('/v6')
  await once(session, 'close')
})

test('a client that takes either gets HTTP/1.1, in whose requests order and case of fields are its own', async () => {
  capture.open({ key: 'either', gateway: 'g', at: 'root', first: [] })
  const at = (await capture.hostPort('either')) ?? 0
  const ALPNProtocols = ['h2', 'http/1.1']
  const socket = connect({
    host: '127.0.0.1',
    port: at,
    servername: 'api.acme.test',
    ca: trust.certificate,
    ALPNProtocols,
  })
  await once(socket, 'secureConnect')
  expect(socket.alpnProtocol).toBe('http/1.1')
  socket.end('GET /v7 HTTP/1.1\r\nX-B: 1\r\nHost: api.acme.test\r\nx-A: 2\r\nConnection: close\r\n\r\n')
  await text(socket)
  const [exchange] = capture.take('either')
  expect(exchange?.headers.map(([name]) => name)).toEqual(['X-B', 'Host', 'x-A', 'Connection'])
})

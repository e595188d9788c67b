import { once } from 'node:events'
import { request as askPlain } from 'node:http'
import { request as askSecure } from 'node:https'
import { buffer, text } from 'node:stream/consumers'
import { HttpResponse, http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { startCapture } from './server.ts'
import { makeTrust } from './trust.ts'

const trust = await makeTrust(new Date())
const handlersFor = () => [
  http.all('*', ({ request: { headers } }) =>
    headers.get('authorization') === 'Bearer good'
      ? HttpResponse.json({})
      : HttpResponse.json({ error: 'no' }, { status: 401, headers: { 'www-authenticate': 'Bearer' } }),
  ),
]
const captures = {
  http: await startCapture({ ...clock, handlersFor }),
  https: await startCapture({ ...clock, handlersFor, tls: trust }),
}
afterAll(() => Promise.all(Object.values(captures).map((capture) => capture.close())))

/** The key and what answers it: RFC 6455, section 1.3. */
const [KEY, ACCEPT] = ['dGhlIHNhbXBsZSBub25jZQ==', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=']

const shake = (url: string, headers: Readonly<Record<string, string>>) => {
  const all = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': KEY,
    ...headers,
  }
  return url.startsWith('https:')
    ? askSecure(url, { headers: all, ca: trust.certificate, agent: false })
    : askPlain(url, { headers: all, agent: false })
}

let serial = 0
const opened = (scheme: 'http' | 'https') => {
  const key = `shake-${serial++}`
  const how = scheme === 'https' ? { scheme } : {}
  return { key, ...captures[scheme].open({ key, gateway: 'g', at: 'path', first: [], ...how }) }
}

test.each(['http', 'https'] as const)('who may come in is welcomed over %s and seen off', async (scheme) => {
  const { key, url } = opened(scheme)
  const asked = shake(`${url}/v1/realtime?model=m`, {
    authorization: 'Bearer good',
    'sec-websocket-protocol': 'realtime, other',
  })
  asked.end()
  const [response, socket, head] = await once(asked, 'upgrade')
  expect(response.statusCode).toBe(101)
  expect(response.headers).toMatchObject({
    upgrade: 'websocket',
    'sec-websocket-accept': ACCEPT,
    'sec-websocket-protocol': 'realtime',
  })
  // A close frame with a mask, as clients must send it; the server then ends the connection.
  socket.write(Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8]))
  expect(Buffer.concat([head, await buffer(socket)])).toEqual(Buffer.from([0x88, 0x02, 0x03, 0xe8]))
  expect(captures[scheme].take(key)).toMatchObject([
    {
      method: 'GET',
      target: '/v1/realtime?model=m',
      headers: expect.arrayContaining([['authorization', 'Bearer good']]),
      answered: { status: 101, by: 'handler' },
      body: { bytes: 0 },
    },
  ])
})

test.each(['http', 'https'] as const)('who may not is told so over %s, as any request is', async (scheme) => {
  const { key, url } = opened(scheme)
  const asked = shake(`${url}/v1/realtime`, {})
  asked.end()
  const [response] = await once(asked, 'response')
  expect(response).toMatchObject({ statusCode: 401, headers: { 'www-authenticate': 'Bearer' } })
  expect(await text(response)).toBe('{"error":"no"}')
  expect(captures[scheme].take(key)).toMatchObject([{ answered: { status: 401, by: 'handler' } }])
})

test('another upgrade is not done, and its request answered as it is', async () => {
  const { url } = opened('http')
  const asked = shake(url, { upgrade: 'h2c', authorization: 'Bearer good' })
  asked.end()
  const [response] = await once(asked, 'response')
  expect(response.statusCode).toBe(200)
  response.resume()
})

test('no other gateway is said to have answered a handshake the same: it is asked itself', async () => {
  const { key, url } = opened('http')
  const asked = shake(url, { authorization: 'Bearer good' })
  asked.end()
  const [, socket] = await once(asked, 'upgrade')
  socket.destroy()
  expect(await captures.http.compare(key, '')('other')).toBeNull()
})

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import tls from 'node:tls'
import { http } from 'msw'
import { expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { answer } from '../gateways/answered-by.ts'
import { startCapture } from './server.ts'
import { makeTrust } from './trust.ts'

const trust = await makeTrust(new Date())
const handlersFor = () => [
  http.all('*', async ({ request }) => answer('open', 200, { asked: `${request.method} ${await request.text()}` })),
]

/** Writes one request after the other, as clients do: each when the one before is answered. Reads until the other side closes. */
const said = async (socket: Socket, requests: readonly (readonly string[])[]): Promise<string> => {
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  const closed = once(socket, 'close')
  for (const [at, parts] of requests.entries()) {
    while (text.split('HTTP/1.1 ').length <= at && !socket.destroyed) await sleep(1)
    for (const part of parts) {
      socket.write(part.replaceAll('\n', '\r\n'))
      await sleep(10)
    }
  }
  await closed
  return text
}

test.each([
  ['', undefined],
  [' over TLS', trust],
])('a method that nobody knows is one all the same, between others on one connection%s', async (_, own) => {
  const capture = await startCapture({ ...clock, handlersFor, ...(own && { tls: own }) })
  capture.open({ key: 'a', gateway: 'g', at: 'path', first: [], ...(own && { scheme: 'https' as const }) })
  const [port = 0] = capture.ports
  const socket = own ? tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false }) : connect(port, '127.0.0.1')
  const text = await said(socket, [
    ['POST /c/a/1 HTTP/1.1\nHost: x\nContent-Length: 3\n\none'],
    ['patch /c/a/2 HTTP/1.1\nHost: x\nX-Mine: a\nContent-Length: 3\n\n', 'two'],
    ['patch /c/a/3 HTTP/1.1\nHost: x\nContent-Length: 5\n\nthree'],
    ['M-SEARCH2 /c/a/4 HTTP/1.1\nHost: x\n\n'],
    ['PATCH /c/a/5 HTTP/1.1\nHost: x\nConnection: close\nContent-Length: 4\n\nfive'],
  ])
  expect([...text.matchAll(/"asked":"(.*?)"/g)].map(([, asked]) => asked)).toEqual([
    'POST one',
    'patch two',
    'patch three',
    'M-SEARCH2 ',
    'PATCH five',
  ])
  expect(capture.strays()).toEqual([])
  expect(capture.unseen('a').malformed).toBe(0)
  const taken = capture.take('a')
  expect(taken.map(({ method, target }) => `${method} ${target}`)).toEqual([
    'POST /1',
    'patch /2',
    'patch /3',
    'M-SEARCH2 /4',
    'PATCH /5',
  ])
  expect(taken.map(({ secure }) => secure)).toEqual(Array(5).fill(own ? true : undefined))
  expect(taken[1]?.headers).toEqual([
    ['Host', 'x'],
    ['X-Mine', 'a'],
    ['Content-Length', '3'],
  ])
  await capture.close()
})

test('a method that is no token, or a line that is none of a request, is no request', async () => {
  const capture = await startCapture({ ...clock, handlersFor })
  const [port = 0] = capture.ports
  for (const line of ['p(tch /c/a HTTP/1.1', 'patch /c/a', 'patch /c/a b HTTP/1.1', 'patch /c/a HTTP/1.1\n: no name'])
    expect(await said(connect(port, '127.0.0.1'), [[`${line}\nHost: x\n\n`]])).toContain('400 Bad Request')
  expect(capture.strays().map(({ why }) => why)).toEqual(Array(4).fill('malformed'))
  await capture.close()
})

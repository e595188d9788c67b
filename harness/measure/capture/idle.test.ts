import { once } from 'node:events'
import { connect } from 'node:http2'
import { Agent, request } from 'node:https'
import { connect as connectTls } from 'node:tls'
import { http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { startCapture } from './server.ts'
import { makeTrust } from './trust.ts'

const trust = await makeTrust(new Date())
const capture = await startCapture({
  ...clock,
  handlersFor: () => [
    http.all('*/later', () => new Promise<Response>((resolve) => answers.push(() => resolve(new Response('late'))))),
    http.all('*', () => new Response('{}')),
  ],
  hosts: { patterns: ['api.acme.test'], trust },
  tls: trust,
})
const answers: (() => void)[] = []
afterAll(() => capture.close())
const [port = 0] = capture.ports
const ca = trust.certificate
capture.open({ key: 'all', gateway: 'g', at: 'root', first: [], scheme: 'https' })
capture.begin('all')

const isAsked = async () => {
  while (answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('a connection over TLS on which nothing is under way is ended, and one that waits for its answer is not', async () => {
  const agent = new Agent({ keepAlive: true, ca })
  const ask = (path: string) => request({ host: '127.0.0.1', port, path, agent }).end()
  const asked = ask('/now')
  const [answer] = await once(asked, 'response')
  answer.resume()
  await once(answer, 'end')
  const waiting = ask('/later')
  await isAsked()
  const idle = ask('/now')
  const [second] = await once(idle, 'response')
  const ended = once(second.socket, 'close')
  second.resume()
  await once(second, 'end')
  capture.endIdle()
  await ended
  for (const say of answers.splice(0)) say()
  const [late] = await once(waiting, 'response')
  expect(late.statusCode).toBe(200)
  late.resume()
  await once(late, 'end')
  agent.destroy()
})

test('a session of HTTP/2 on which nothing is asked is ended, and one that waits for its answer is not', async () => {
  const port = (await capture.hostPort('all')) ?? 0
  const session = connect('https://api.acme.test', {
    createConnection: () =>
      connectTls({ host: '127.0.0.1', port, servername: 'api.acme.test', ca, ALPNProtocols: ['h2'] }),
  })
  const ended = once(session, 'close')
  const waiting = session.request({ ':path': '/later' })
  waiting.end()
  await isAsked()
  capture.endIdle()
  for (const say of answers.splice(0)) say()
  const [fields] = await once(waiting, 'response')
  expect(fields[':status']).toBe(200)
  waiting.resume()
  await once(waiting, 'close')
  expect(session.closed).toBe(false)
  capture.endIdle()
  await ended
})

import { once } from 'node:events'
import { connect } from 'node:http2'
import { text } from 'node:stream/consumers'
import { http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { startCapture } from './server.ts'

const capture = await startCapture({ ...clock, handlersFor: () => [http.all('*', () => new Response('{}'))] })
afterAll(() => capture.close())
const [port = 0] = capture.ports

test('a client that speaks HTTP/2 without TLS is carried, with a body longer than a packet', async () => {
  capture.open({ key: 'a', gateway: 'g', at: 'root', first: [] })
  const session = connect(`http://127.0.0.1:${port}`)
  const over2 = async (path: string) => {
    const asked = session.request({ ':method': 'POST', ':path': path, Authorization: 'Bearer x' })
    asked.end('a'.repeat(200_000))
    const [fields] = await once(asked, 'response')
    return [fields[':status'], await text(asked)]
  }
  expect(await over2('/v1')).toEqual([200, '{}'])
  expect(await over2('/v2')).toEqual([200, '{}'])
  expect(capture.unseen('a').malformed).toBe(0)
  const [first, second] = capture.take('a')
  expect(first).toMatchObject({
    method: 'POST',
    target: '/v1',
    headers: [
      [':authority', `127.0.0.1:${port}`],
      ['authorization', 'Bearer x'],
    ],
    answered: { status: 200 },
  })
  expect(second?.target).toBe('/v2')
  capture.endIdle()
  await once(session, 'close')
})

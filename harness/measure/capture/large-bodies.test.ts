import { hash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { answer } from '../gateways/answered-by.ts'
import { startCapture } from './server.ts'

const MIB = 1024 * 1024
const capture = await startCapture({
  ...clock,
  handlersFor: () => [
    http.all('*', async () => {
      await sleep(20)
      return answer('test', 200, {})
    }),
  ],
})
afterAll(() => capture.close())

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')
/** Bytes outside of V8's heap that somebody still has a hand on. */
const held = (): number => {
  collect()
  return process.memoryUsage().arrayBuffers
}
/** MiB more than before. What is free is given back by a thread of its own, which a busy machine keeps waiting. */
const expectHeld = (before: number) => expect.poll(() => (held() - before) / MIB, { timeout: 30_000 })

/** Sends so many bytes as a body, and tells how the answer begins. The pieces are all the same memory. */
const piece = Buffer.alloc(MIB, 'x')
const send = async (key: string, mib: number, announced = mib): Promise<string> => {
  const socket = connect(capture.ports[0] ?? 0, '127.0.0.1').on('error', () => {})
  const closed = new Promise((resolve) => socket.on('close', resolve))
  let said = ''
  socket.setEncoding('latin1').on('data', (text) => (said += text))
  socket.write(
    `POST /c/${key}/v1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${announced * MIB}\r\n\r\n`,
  )
  for (let at = 0; at < mib && !socket.destroyed; at++)
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain').catch(() => {}), closed])
  await closed
  return said.slice(0, 'HTTP/1.1 200'.length)
}

test('of large bodies nothing is held once they were answered, also before their cell is done', async () => {
  capture.open({ key: 'many', gateway: 'test', at: 'path', first: [] })
  const before = held()
  const said = await Promise.all(Array.from({ length: 40 }, () => send('many', 2)))
  expect(new Set(said)).toEqual(new Set(['HTTP/1.1 200']))
  await expectHeld(before).toBeLessThan(20)
  expect(capture.take('many').map(({ body }) => body.bytes)).toEqual(Array(40).fill(2 * MIB))
})

test('bodies that never end take no more, and keep nobody of the next cell waiting', async () => {
  capture.open({ key: 'stalls', gateway: 'test', at: 'path', first: [] })
  const before = held()
  const stalled = Array.from({ length: 40 }, () => send('stalls', 5, 6))
  while (capture.count('stalls') < 40) await sleep(5)
  await sleep(1000)
  await expectHeld(before).toBeLessThan(100)
  capture.take('stalls')
  capture.open({ key: 'next', gateway: 'test', at: 'path', first: [] })
  expect(await send('next', 2)).toBe('HTTP/1.1 200')
  expect(capture.take('next')).toMatchObject([{ body: { bytes: 2 * MIB }, answered: { status: 200 } }])
  expect(new Set(await Promise.all(stalled))).toEqual(new Set(['']))
})

test('of a cell’s bodies four MiB are told as texts, the others by digest and length', async () => {
  capture.open({ key: 'texts', gateway: 'test', at: 'path', first: [] })
  const { url } = capture.addressOf({ key: 'texts', at: 'path' })
  const body = 'x'.repeat(64 * 1024)
  for (let nth = 0; nth < 70; nth++) await fetch(`${url}/v1`, { method: 'POST', body })
  const bodies = capture.take('texts').map((exchange) => exchange.body)
  expect(bodies.map(({ text }) => text?.length ?? null)).toEqual([...Array(64).fill(64 * 1024), ...Array(6).fill(null)])
  const rest = bodies.slice(-6)
  expect(rest).toEqual(rest.map(() => ({ bytes: body.length, text: null, sha256: hash('sha256', body) })))
})

import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { reply } from './reply.ts'

test('the reason phrase of an answer is the one that it was given', async () => {
  const server = createServer((_, socket) =>
    reply(new Response('', { status: 401, statusText: 'No token' }), socket, () => {}),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const said = await new Promise((done) => get({ port, host: '127.0.0.1' }, (answer) => done(answer.statusMessage)))
  server.close()
  expect(said).toBe('No token')
})

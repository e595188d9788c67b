import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { connect, type SecureVersion } from 'node:tls'
import { expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { takesTls12 } from './client-hello.ts'
import { startCapture } from './server.ts'
import { makeTrust } from './trust.ts'

type Versions = { readonly minVersion?: SecureVersion; readonly maxVersion?: SecureVersion }

const helloOf = async (versions: Versions): Promise<Buffer> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  const connected: Promise<[Socket]> = once(server, 'connection') as Promise<[Socket]>
  const client = connect({ host: '127.0.0.1', port: address.port, ...versions }).on('error', () => {})
  const [socket] = await connected
  const [hello] = (await once(
    socket.on('error', () => {}),
    'data',
  )) as [Buffer]
  client.destroy()
  socket.destroy()
  server.close()
  return hello
}

test.each<[string, Versions, boolean]>([
  ['any client', {}, true],
  ['one of TLS 1.2 alone', { maxVersion: 'TLSv1.2' }, true],
  ['one of TLS 1.3 alone', { minVersion: 'TLSv1.3' }, false],
])('%s', async (_, versions, takes) => {
  expect(takesTls12(await helloOf(versions))).toBe(takes)
})

test('of what is cut off, or is no ClientHello, nobody can say', async () => {
  const hello = await helloOf({})
  for (const end of [1, 5, 43, 60]) expect(takesTls12(hello.subarray(0, end))).toBe(false)
  expect(takesTls12(Buffer.alloc(600, 0xff))).toBe(false)
})

test('a client that takes TLS 1.2 hears nothing after the handshake that it did not ask for; one that does not has 1.3', async () => {
  const trust = await makeTrust(new Date())
  const capture = await startCapture({ ...clock, handlersFor: () => [], tls: trust })
  capture.open({ key: 'all', gateway: 'g', at: 'root', first: [], scheme: 'https' })
  const [port = 0] = capture.ports
  const spoken = async (versions: Versions): Promise<string | null> => {
    const socket = connect({ host: '127.0.0.1', port, ca: trust.certificate, ...versions })
    await once(socket, 'secureConnect')
    const protocol = socket.getProtocol()
    socket.destroy()
    return protocol
  }
  expect(await spoken({})).toBe('TLSv1.2')
  expect(await spoken({ minVersion: 'TLSv1.3' })).toBe('TLSv1.3')
  await capture.close()
})

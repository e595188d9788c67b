import { execFile } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { makeTrust } from '../capture/trust.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** A client with a time-out of ten minutes, whom the harness always tells that nothing is under way. */
const CLIENT = `
const { useVirtualTime, beginVirtualTime } = await import(process.argv[1] + 'virtual-time.mjs')
useVirtualTime(async () => true, () => {})
const { connect } = await import('node:tls')
const end = (how) => {
  console.log(how)
  process.exit()
}
beginVirtualTime()
setTimeout(() => end('timed out'), 600_000)
connect({ port: Number(process.argv[2]), servername: 'slow.example', rejectUnauthorized: false }, () => end('connected'))
`

test('a handshake that the gateway takes its time for is no time in which a client waits', async () => {
  const trust = await makeTrust(new Date())
  const server = createServer({
    SNICallback: (name, done) => {
      setTimeout(() => done(null, trust.contextFor(name)), 300)
    },
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const args = ['--input-type=module', '-e', CLIENT, folder, String(port)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 30_000 })
  server.close()
  expect(stdout.trim()).toBe('connected')
})

// The same commands in the same installed folders, without the tool: one process after the other, so many at a time. Started
// as a program of its own, so that all it needs is counted.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const { concurrency, folders, script } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
let served = 0

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    served += 1
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"bare"}')
  })
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const env = {
  PATH: process.env.PATH,
  STRIPE_KEY: 'bare',
  SDKDRIFT_GATEWAY_HOST: '127.0.0.1',
  SDKDRIFT_GATEWAY_PORT: String(server.address().port),
}

const left = [...folders]
const work = async () => {
  for (let cwd = left.shift(); cwd !== undefined; cwd = left.shift())
    await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [script], { cwd, env, stdio: 'ignore' })
      child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${cwd} ended with ${code}`))))
    })
}
await Promise.all(Array.from({ length: concurrency }, work))
server.close()
server.closeAllConnections()
console.log(JSON.stringify({ served }))

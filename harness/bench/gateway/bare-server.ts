import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tellBatches } from './tell-batches.ts'

// A process of its own: the least that can answer a request whose body was read.

const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
    response.end(body)
  })
})
server.on('clientError', (_, socket) => socket.destroy())
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
tellBatches((server.address() as AddressInfo).port)

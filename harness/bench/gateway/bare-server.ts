import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Asked, type Batch, BODY, fieldsOf, TIMES } from './asked.ts'

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
const { port } = server.address() as AddressInfo

const batch: Batch = {
  asked: {
    port,
    method: 'POST',
    path: '/c/cell-0/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
    // As long as a token is.
    fields: fieldsOf(['Authorization', `Bearer ${'e'.repeat(900)}`], port),
    body: BODY,
    status: 200,
  } satisfies Asked,
  times: TIMES,
}
process.on('message', (message: { readonly next: true } | { readonly done: string }) => {
  if ('next' in message) process.send?.(batch)
})
process.on('disconnect', () => process.exit(0))
process.send?.({ port })

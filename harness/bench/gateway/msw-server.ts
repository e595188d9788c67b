import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getResponse, http } from 'msw'
import { tellBatches } from './tell-batches.ts'

// A process of its own: the least that msw can do behind `node:http`. One handler for every request, which sends its body back;
// nothing is kept, no rule is asked.

const handlers = [
  http.all(
    '*',
    async ({ request }) => new Response(await request.text(), { headers: { 'content-type': 'application/json' } }),
  ),
]

const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', async () => {
    const { rawHeaders, method = '', url = '' } = request
    const headers = new Headers()
    for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '')
    const asked = new Request(`http://127.0.0.1${url}`, { method, headers, body: Buffer.concat(chunks) })
    const said = await getResponse(handlers, asked)
    const body = Buffer.from(said ? await said.arrayBuffer() : new ArrayBuffer(0))
    response.writeHead(said?.status ?? 500, { 'content-type': 'application/json', 'content-length': body.length })
    response.end(body)
  })
})
server.on('clientError', (_, socket) => socket.destroy())
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
tellBatches((server.address() as AddressInfo).port)

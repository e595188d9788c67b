import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Asked = { readonly url: string; readonly headers: IncomingMessage['headers'] }
export type Loopback = {
  readonly url: string
  /** Every request so far. */
  readonly asked: readonly Asked[]
  /** Answers differently from now on. */
  readonly answer: (next: Handler) => void
  readonly close: () => Promise<void>
}
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Answers everything with this. */
export const reply =
  (status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}): Handler =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

/** A registry on a loopback port. */
export const startLoopback = async (first: Handler): Promise<Loopback> => {
  const asked: Asked[] = []
  let handler = first
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers })
    handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    asked,
    answer: (next) => {
      handler = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

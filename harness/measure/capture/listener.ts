import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Stray } from './cells.ts'

export type Listener = { readonly port: number; readonly close: () => Promise<void> }

/**
 * One HTTP listener on 127.0.0.1 at a free port. What is no request (bytes that are no HTTP, a tunnel) is reported as
 * a stray and its socket closed.
 */
export const listen = async (onRequest: RequestListener, astray: (stray: Stray) => void): Promise<Listener> => {
  // No limit to a connection's idle time: a listener that closes it just as a client reuses it makes a retry that no
  // SDK decided on.
  const server = createServer({ keepAliveTimeout: 0 }, onRequest)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // A client that left in the middle of its body is in its cell's record already.
    const brokenOff = error.code === 'HPE_INVALID_EOF_STATE'
    if (error.code?.startsWith('HPE_') && !brokenOff) astray({ target: error.code, why: 'malformed' })
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    else socket.destroy()
  })
  server.on('connect', (request, socket) => {
    astray({ target: request.url ?? '', why: 'tunnel' })
    socket.destroy()
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

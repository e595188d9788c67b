import { createHash } from 'node:crypto'
import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Incoming, Outgoing } from './message.ts'

/** Is it the opening handshake of WebSocket (RFC 6455, section 4.2.1)? Any other upgrade is a request like all others. */
export const isHandshake = ({ method, headers }: Pick<Incoming, 'method' | 'headers'>): boolean =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && headers['sec-websocket-key'] !== undefined

/** What a refusal is written to. It is the last of its connection: what would follow is no HTTP any more. */
export const refusalOf = (request: IncomingMessage, socket: Duplex & Parameters<ServerResponse['assignSocket']>[0]) => {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.on('finish', () => socket.end())
  return response
}

/**
 * Lets a client in, and says goodbye at once: what is told apart is what the handshake carried. The connection ends when the
 * client has said goodbye too (RFC 6455, section 7.1.1).
 */
export const welcome = ({ headers, socket }: Incoming, response: Outgoing): void => {
  const [protocol] = headers['sec-websocket-protocol']?.split(',') ?? []
  response.writeHead(101, {
    upgrade: 'websocket',
    connection: 'Upgrade',
    'sec-websocket-accept': acceptOf(headers['sec-websocket-key'] ?? ''),
    ...(protocol ? { 'sec-websocket-protocol': protocol.trim() } : {}),
  })
  if (response instanceof ServerResponse) {
    response.flushHeaders()
    response.detachSocket(socket)
  }
  socket.on('error', () => {})
  // A client that leaves without a goodbye is let go too.
  socket.once('data', () => socket.end()).once('end', () => socket.end())
  socket.write(CLOSE_NORMALLY)
  socket.resume()
}

/** RFC 6455, section 4.2.2, number 5.4. */
const acceptOf = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

/** A frame that closes, with status 1000: RFC 6455, sections 5.5.1 and 7.4.1. */
const CLOSE_NORMALLY = Buffer.from([0x88, 0x02, 0x03, 0xe8])

import { METHODS, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Incoming } from './message.ts'

/**
 * Requests with a method that `node:http` does not know: any token is one, and `patch` is another than `PATCH` (RFC 9110, section
 * 9.1). They are read again under a method that it knows, and told under their own.
 */
export const ownMethods = () => {
  const names = new WeakMap<Socket, string>()
  return {
    /** @returns whether the request is read after all, and so is no fault */
    readAgain: (server: Server, socket: Socket, { code, rawPacket }: ParserFault): boolean => {
      if (code !== 'HPE_INVALID_METHOD' || !rawPacket || names.has(socket)) return false
      const [line = '', name = ''] = REQUEST_LINE.exec(rawPacket.subarray(0, 16_384).toString('latin1')) ?? []
      if (line === '' || METHODS.includes(name)) return false
      names.set(socket, name)
      handOver(socket, Buffer.concat([Buffer.from(KNOWN), rawPacket.subarray(name.length)]))
      server.emit('connection', socket)
      socket.resume()
      return true
    },
    /** To be asked first of all that is asked of a request. */
    named: <T extends Incoming>(request: T): T => {
      const name = names.get(request.socket)
      if (name !== undefined) request.method = name
      names.delete(request.socket)
      return request
    },
  }
}

/**
 * Frees a connection of the parser that failed, for whoever reads on.
 * @param unread what is to be read first
 */
export const handOver = (socket: Socket, unread: Buffer): void => {
  // The parser lets go of a connection that somebody else reads.
  socket.on('data', () => {})
  for (const event of ['data', 'end', 'drain', 'timeout', 'error']) socket.removeAllListeners(event)
  socket.pause()
  socket.unshift(unread)
}

/** What `clientError` tells: <https://nodejs.org/api/http.html#event-clienterror>. */
export type ParserFault = NodeJS.ErrnoException & { readonly rawPacket?: Buffer }

/** One that may have a body. */
const KNOWN = 'POST'

/** RFC 9112, section 3; a method is a token of RFC 9110, section 5.6.2. */
const REQUEST_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) [^\s]+ HTTP\/1\.[01]\r\n/

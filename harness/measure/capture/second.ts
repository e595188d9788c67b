import type { ServerHttp2Session } from 'node:http2'
import type { Server, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Stray } from './cells.ts'
import type { Incoming, Outgoing } from './message.ts'

/** What takes connections on which HTTP/2 is spoken. */
export type Second = {
  readonly take: (socket: Socket) => void
  /** Ends them: no field of an answer does, and kept open they would be the next cell's. */
  readonly endKept: () => void
  /** Ends those on which nothing is asked. */
  readonly endIdle: () => void
}

/** With what a client of HTTP/2 begins: RFC 9113, section 3.4. No method of HTTP/1.1 is called so. */
export const isPreface = (bytes: Buffer): boolean => bytes.subarray(0, 3).toString('latin1') === 'PRI'

/** The server is made for the first connection: hardly any client asks for it. */
export const secondOf = (
  onRequest: (request: Incoming, response: Outgoing) => void,
  astray: (stray: Stray) => void,
): Second => {
  const kept = new Set<Socket>()
  const resting = new Set<ServerHttp2Session>()
  const malformed = (error: NodeJS.ErrnoException): void => {
    // One that ends with a word of its own, or breaks off, is no fault in what was sent.
    if (error.code === 'ERR_HTTP2_ERROR') astray({ target: error.code, why: 'malformed' })
  }
  let server: Promise<Pick<Server, 'emit'>> | undefined
  return {
    take: (socket) => {
      // Spoken, whatever was chosen: node:http2 takes the choice's word for it.
      if (socket instanceof TLSSocket) socket.alpnProtocol = 'h2'
      kept.add(socket.on('close', () => kept.delete(socket)))
      server ??= makeServer(onRequest, malformed, resting)
      server.then((made) => made.emit('connection', socket)).catch(() => socket.destroy())
    },
    endKept: () => {
      for (const socket of kept) socket.destroy()
    },
    endIdle: () => {
      for (const session of resting) session.close()
    },
  }
}

/** @param resting gets each session as long as nothing is asked on it */
const makeServer = async (
  onRequest: (request: Incoming, response: Outgoing) => void,
  malformed: (error: Error) => void,
  resting: Set<ServerHttp2Session>,
): Promise<Pick<Server, 'emit'>> => {
  const { createServer } = await import('node:http2')
  return createServer(onRequest)
    .on('sessionError', malformed)
    .on('session', (session) => {
      let asked = 0
      resting.add(session)
      session.on('close', () => resting.delete(session))
      session.on('stream', (stream) => {
        asked += 1
        resting.delete(session)
        stream.on('close', () => {
          asked -= 1
          if (asked === 0 && !session.closed) resting.add(session)
        })
      })
    })
}

import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createSocketServer, type Server } from 'node:net'
import { isOneOf } from '../../model/host-pattern.ts'
import type { Stray } from './cells.ts'
import { LOOPBACK, type Trust } from './trust.ts'

export type Listener = {
  readonly port: number
  readonly close: () => Promise<void>
}

/** @param connection that the request came by, beneath TLS if there is any */
export type OnRequest = (request: IncomingMessage, response: ServerResponse, connection: Socket) => void

/**
 * One listener on 127.0.0.1 at a free port: for HTTP, and with `trust` for TLS as well. What is no request (bytes that are
 * no HTTP, a tunnel) is reported as a stray and its socket closed.
 */
export const listen = (onRequest: OnRequest, astray: (stray: Stray) => void, trust?: Trust): Promise<Listener> => {
  if (trust) return listenForBoth(trust, LOOPBACK, onRequest, astray)
  const server = heedful(
    createServer(FOR_EVER, (request, response) => onRequest(request, response, request.socket)),
    astray,
  )
  return listening(server, () => server.closeAllConnections())
}

/**
 * One listener for everything that is meant for one of these hosts, at whichever port. Who asks for another name gets no
 * certificate.
 */
export const listenForHosts = (
  { patterns, trust }: Hosts,
  onRequest: OnRequest,
  astray: (stray: Stray) => void,
): Promise<Listener> => listenForBoth(trust, patterns, onRequest, astray)

/** TLS, known by its first byte, and plain HTTP. */
const listenForBoth = (
  trust: Trust,
  names: readonly string[],
  onRequest: OnRequest,
  astray: (stray: Stray) => void,
): Promise<Listener> => {
  const open = new Map<number, Socket>()
  const onEither = (request: IncomingMessage, response: ServerResponse): void =>
    onRequest(request, response, open.get(request.socket.remotePort ?? 0) ?? request.socket)
  const plain = heedful(createServer(FOR_EVER, onEither), astray)
  const secure = heedful(
    createTlsServer(
      {
        ...FOR_EVER,
        // For who asks for an address and so names nobody: RFC 6066, section 3.
        ...(names === LOOPBACK ? trust.loopback() : {}),
        SNICallback: (name, done) =>
          isOneOf(name, names) ? done(null, trust.contextFor(name.toLowerCase())) : done(new Error(`not ${name}`)),
      },
      onEither,
    ),
    astray,
  )
  secure.on('tlsClientError', (error: NodeJS.ErrnoException) =>
    astray({ target: `TLS: ${error.code ?? error.message}`, why: 'malformed' }),
  )
  const door = createSocketServer((socket) => {
    const { remotePort = 0 } = socket
    open.set(remotePort, socket)
    socket.on('error', () => {}).on('close', () => open.delete(remotePort))
    socket.once('readable', () => {
      const first: Buffer | null = socket.read(1)
      if (first === null) return
      socket.unshift(first)
      ;(first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket)
    })
  })
  return listening(door, () => {
    for (const socket of open.values()) socket.destroy()
  })
}

/** What a listener for hosts must know. */
export type Hosts = {
  /** Names; `*.` at the beginning stands for one label or more. */
  readonly patterns: readonly string[]
  readonly trust: Trust
}

/** ContentType of a ClientHello: RFC 8446, section 5.1. */
const TLS_HANDSHAKE = 22

/**
 * No limit to a connection's idle time: a listener that closes it just as a client reuses it makes a retry that no SDK
 * decided on.
 */
const FOR_EVER = { keepAliveTimeout: 0 }

const heedful = <T extends HttpServer>(server: T, astray: (stray: Stray) => void): T => {
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
  return server
}

const listening = async (server: Server, cut: () => void): Promise<Listener> => {
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}

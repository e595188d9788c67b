import { createServer, type Server as HttpServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createSocketServer, type Server } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { isOneOf } from '../../model/host-pattern.ts'
import type { Stray } from './cells.ts'
import { TLS_HANDSHAKE, takesTls12 } from './client-hello.ts'
import { isHandshake, refusalOf } from './handshake.ts'
import type { Incoming, Outgoing } from './message.ts'
import { handOver, ownMethods, type ParserFault } from './own-methods.ts'
import { isPreface, type Second, secondOf } from './second.ts'
import { LOOPBACK, type Trust } from './trust.ts'

export type Listener = {
  readonly port: number
  /** Is a client about to be connected, over TLS? It waits for us, as for an answer. */
  readonly isConnecting: () => boolean
  /** Ends the connections of HTTP/2, which no field of an answer ends: kept open, they would be the next cell's. */
  readonly endKept: () => void
  /** Ends connections on which nothing is under way, as any server does after a while. */
  readonly endIdle: () => void
  readonly close: () => Promise<void>
}

/** @param connection that the request came by, beneath TLS if there is any */
export type OnRequest = (request: Incoming, response: Outgoing, connection: Socket) => void

/** @returns whether the tunnel that was asked for is seen to; false: it is nobody's */
export type OnTunnel = (request: IncomingMessage, client: Duplex, head: Buffer) => boolean

/**
 * One listener on 127.0.0.1 at a free port: for HTTP, and with `trust` for TLS as well. What is no request (bytes that are
 * no HTTP, a tunnel that nobody sees to) is reported as a stray and its socket closed.
 * @param port default: a free one, told by the listener; with `trust` always a free one
 */
export const listen = (
  onRequest: OnRequest,
  astray: (stray: Stray) => void,
  { trust, port = 0, onTunnel = NO_TUNNEL }: { trust?: Trust; port?: number; onTunnel?: OnTunnel } = {},
): Promise<Listener> => {
  if (trust) return listenForBoth(trust, LOOPBACK, onRequest, astray, onTunnel)
  const onPlain = (request: Incoming, response: Outgoing): void => onRequest(request, response, request.socket)
  const second = secondOf(onPlain, astray)
  const server = heedful(onPlain, astray, second, onTunnel)
  // Those of WebSocket are the server's no longer: `closeAllConnections` passes them by.
  const open = new Set<Socket>()
  server.on('connection', (socket) => open.add(socket.on('close', () => open.delete(socket))))
  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }
  return listening(server, cut, {
    wanted: port,
    endKept: second.endKept,
    endIdle: () => {
      server.closeIdleConnections()
      second.endIdle()
    },
  })
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

/**
 * TLS, known by its first byte, and plain HTTP. A client that speaks HTTP/2 alone gets it; who takes either gets HTTP/1.1, in
 * whose requests order and case of fields are the client's own.
 */
const listenForBoth = (
  trust: Trust,
  names: readonly string[],
  onRequest: OnRequest,
  astray: (stray: Stray) => void,
  onTunnel: OnTunnel = NO_TUNNEL,
): Promise<Listener> => {
  const open = new Map<number, Socket>()
  const onEither = (request: Incoming, response: Outgoing): void =>
    onRequest(request, response, open.get(request.socket.remotePort ?? 0) ?? request.socket)
  /** Of HTTP/1.1, on which nothing is asked any more: `node:http` watches over those of a server alone that listens itself. */
  const idle = new Set<Socket>()
  const onFirst = (request: Incoming, response: Outgoing): void => {
    const { socket } = request
    idle.delete(socket)
    response.on('close', () => {
      if (!socket.destroyed) idle.add(socket)
    })
    onEither(request, response)
  }
  const second = secondOf(onEither, astray)
  const plain = heedful(onFirst, astray, second, onTunnel)
  const refused = (error: NodeJS.ErrnoException): void =>
    astray({ target: `TLS: ${error.code ?? error.message}`, why: 'no TLS' })
  const secured = new Set<Socket>()
  /** Beneath TLS, until both sides are done with the handshake. */
  const connecting = new Set<Socket>()
  const give = (socket: Socket, isSecond: boolean): void => {
    if (isSecond) second.take(socket)
    else plain.emit('connection', socket)
  }
  const withTls = (versions: Pick<TlsOptions, 'maxVersion'>): Server =>
    createTlsServer({
      ...versions,
      ALPNProtocols: ['http/1.1', 'h2'],
      // Who has none goes on without, and whoever's it is, its client is answered: what was shown is told with its requests.
      requestCert: true,
      rejectUnauthorized: false,
      // For who asks for an address and so names nobody: RFC 6066, section 3.
      ...(names === LOOPBACK ? trust.loopback() : {}),
      SNICallback: (name, done) =>
        isOneOf(name, names) ? done(null, trust.contextFor(name.toLowerCase())) : done(new Error(`not ${name}`)),
    })
      // Some offer both, and speak HTTP/2 whatever is chosen.
      .on('secureConnection', (socket) => {
        const beneath = open.get(socket.remotePort ?? 0)
        if (beneath) connecting.delete(beneath)
        secured.add(
          socket.on('close', () => {
            secured.delete(socket)
            idle.delete(socket)
          }),
        )
        if (socket.alpnProtocol === 'h2') give(socket, true)
        else peek(socket, (bytes) => give(socket, isPreface(bytes)))
      })
      .on('tlsClientError', refused)
  // Where TLS 1.3 hands out tickets, behind the handshake (RFC 8446, section 4.6.1), a client that reads in one thread while it
  // writes in another may lose its answer, by chance: Python's `websockets` did in 7 of 3,000 connections, and with 1.2 in none.
  const usual = withTls({ maxVersion: 'TLSv1.2' })
  let newest: Server | undefined
  const secureFor = (hello: Buffer): Server => {
    if (takesTls12(hello)) return usual
    newest ??= withTls({})
    return newest
  }
  // What ends an answer would wait until its client acknowledges what came before. `node:http` takes care of its own connections.
  const door = createSocketServer({ noDelay: true }, (socket) => {
    const { remotePort = 0 } = socket
    open.set(remotePort, socket)
    socket
      .on('error', () => {})
      .on('close', () => {
        open.delete(remotePort)
        connecting.delete(socket)
        idle.delete(socket)
      })
    peek(socket, (bytes) => {
      if (bytes[0] !== TLS_HANDSHAKE) return give(socket, isPreface(bytes))
      connecting.add(socket)
      secureFor(bytes).emit('connection', socket)
    })
  })
  return listening(
    door,
    () => {
      // First what lies upon the others: a goodbye over TLS that can no longer be said keeps Node from ending.
      for (const socket of [...secured, ...open.values()]) socket.destroy()
    },
    {
      endKept: second.endKept,
      endIdle: () => {
        for (const socket of idle) socket.destroy()
        second.endIdle()
      },
      isConnecting: () => connecting.size > 0,
    },
  )
}

/** What a listener for hosts must know. */
export type Hosts = {
  /** Names; `*.` at the beginning stands for one label or more. */
  readonly patterns: readonly string[]
  readonly trust: Trust
}

/** What a client says first, left there to be read. */
const peek = (socket: Socket, then: (bytes: Buffer) => void): void => {
  socket.once('readable', () => {
    const bytes: Buffer | null = socket.read()
    if (bytes === null) return
    socket.unshift(bytes)
    then(bytes)
  })
}

/**
 * No limit to a connection's idle time: a listener that closes it just as a client reuses it makes a retry that no SDK
 * decided on.
 */
const OPTIONS = { keepAliveTimeout: 0, shouldUpgradeCallback: isHandshake }

const heedful = (
  onRequest: (request: Incoming, response: Outgoing) => void,
  astray: (stray: Stray) => void,
  second: Pick<Second, 'take'>,
  onTunnel: OnTunnel,
): HttpServer => {
  const methods = ownMethods()
  const server = createServer(OPTIONS, (request, response) => onRequest(methods.named(request), response))
  server.on('upgrade', (request) => onRequest(request, refusalOf(request, request.socket)))
  server.on('clientError', (error: ParserFault, socket: Socket) => {
    if (methods.readAgain(server, socket, error)) return
    // Without TLS it needs nobody's leave: RFC 9113, section 3.3.
    if (error.code === 'HPE_PAUSED_H2_UPGRADE' && error.rawPacket && isPreface(error.rawPacket)) {
      handOver(socket, error.rawPacket)
      return second.take(socket)
    }
    // A client that left in the middle of its body is in its cell's record already.
    const brokenOff = error.code === 'HPE_INVALID_EOF_STATE'
    if (error.rawPacket?.[0] === TLS_HANDSHAKE) astray({ target: 'TLS', why: 'no TLS' })
    else if (error.code?.startsWith('HPE_') && !brokenOff)
      astray({ target: error.code, why: 'malformed', began: beginning(error.rawPacket) })
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    else socket.destroy()
  })
  server.on('connect', (request, socket, head) => {
    if (onTunnel(request, socket, head)) return
    astray({ target: request.url ?? '', why: 'tunnel' })
    socket.destroy()
  })
  return server
}

const NO_TUNNEL: OnTunnel = () => false

/** Enough to tell whose it is. */
const beginning = (packet?: Buffer): string => packet?.subarray(0, 512).toString('latin1') ?? ''

type Ways = Partial<Pick<Listener, 'endKept' | 'endIdle' | 'isConnecting'>> & {
  /** The port to listen at; default: a free one. */
  readonly wanted?: number
}

const listening = async (
  server: Server,
  cut: () => void,
  { wanted = 0, endKept = () => {}, endIdle = () => {}, isConnecting = () => false }: Ways,
): Promise<Listener> => {
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
  return {
    port,
    endKept,
    endIdle,
    isConnecting,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}

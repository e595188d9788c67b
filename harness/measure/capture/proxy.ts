import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Exchange } from '../../model/capture.ts'
import type { Stray } from './cells.ts'
import { pairs } from './wire-order.ts'

/** Where a proxy leads: a port of the harness's own, and what is there. */
export type Destination = {
  readonly port: number
  readonly reached: Pick<Exchange, 'origin' | 'host'>
}

export type ProxyOptions = {
  /** Of an address, of which only host and port count; null: nowhere of ours, and so nowhere. */
  readonly destinationOf: (address: URL) => Promise<Destination | null>
  /** A request for a tunnel, and what the proxy says to it; false: it belongs to nobody, or to nobody any more. */
  readonly note: (asked: Pick<Exchange, 'method' | 'origin' | 'host' | 'target' | 'headers' | 'answered'>) => boolean
  /** A request whose target is a whole address. */
  readonly serve: (to: Destination, target: string, request: IncomingMessage, response: ServerResponse) => void
  readonly astray: (stray: Stray) => void
}

export type ForwardProxy = {
  readonly port: number
  /** Did this connection to one of the harness's ports come through a tunnel? */
  readonly isTunnel: (connection: Socket) => boolean
  readonly close: () => Promise<void>
}

/**
 * A forward proxy on 127.0.0.1: for tunnels (CONNECT) and for requests whose target is a whole address (RFC 9110, section
 * 9.3.6; RFC 9112, section 3.2.2). It leads to the harness's own ports alone; whatever else is asked of it is refused.
 */
export const startProxy = async ({ destinationOf, note, serve, astray }: ProxyOptions): Promise<ForwardProxy> => {
  const tunnels = tunnelsBy({ destinationOf, note })
  const open = new Set<Socket>()

  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const url = URL.parse(request.url ?? '')
    const to = url && (await destinationOf(url))
    if (url && to) return serve(to, url.pathname + url.search, request, response)
    if (url) note({ ...asked(request), ...elsewhere(url.origin), target: url.pathname + url.search, answered: REFUSED })
    else astray({ target: request.url ?? '', why: 'malformed' })
    response.writeHead(REFUSED.status, { 'content-length': '0' }).end()
  })
  server.on('connect', tunnels.open)
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
  return {
    port,
    isTunnel: tunnels.isTunnel,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

/** What is asked for by CONNECT: tunnels to the harness's own ports. */
export type Tunnels = Pick<ForwardProxy, 'isTunnel'> & {
  /** Answers a request for one, and opens it; `head`: what its client sent at once. */
  readonly open: (request: IncomingMessage, client: Duplex, head: Buffer) => Promise<void>
}

export const tunnelsBy = ({ destinationOf, note }: Pick<ProxyOptions, 'destinationOf' | 'note'>): Tunnels => {
  const ports = new Set<number>()
  return {
    isTunnel: ({ remotePort = 0 }) => ports.has(remotePort),
    open: async (request, client, head) => {
      client.on('error', () => {})
      // What is spoken in it is not said: what is usual at this port.
      const url = URL.parse(`${request.url?.endsWith(':80') ? 'http' : 'https'}://${request.url}`)
      const to = url && (await destinationOf(url))
      const { reached } = to ?? { reached: elsewhere(url?.origin ?? `https://${request.url}`) }
      const answered = to ? { status: 200, by: 'proxy' } : REFUSED
      if (!note({ ...asked(request), ...reached, target: '/', answered })) {
        client.destroy()
        return
      }
      if (!to) {
        client.end(`HTTP/1.1 ${REFUSED.status} Forbidden\r\ncontent-length: 0\r\n\r\n`)
        return
      }
      const own = connect({ port: to.port, host: '127.0.0.1', noDelay: true }, () => {
        const { localPort = 0 } = own
        ports.add(localPort)
        own.once('close', () => ports.delete(localPort))
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        own.write(head)
        own.pipe(client).pipe(own)
      })
      // What happens to one end happens to the other.
      own.on('error', () => (client instanceof Socket ? client.resetAndDestroy() : client.destroy()))
      client.on('error', () => own.destroy()).on('close', () => own.destroy())
    },
  }
}

const REFUSED = { status: 403, by: 'proxy: nowhere of the harness’s own' } as const

const asked = ({ method = '', rawHeaders }: IncomingMessage) => ({ method, headers: pairs(rawHeaders) })
const elsewhere = (origin: string) => ({ origin: 'gateway', host: origin.toLowerCase() }) as const

import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { RequestHandler } from 'msw'
import type { Exchange } from '../../model/capture.ts'
import { isOneOf } from '../../model/host-pattern.ts'
import type { Redirect, ScriptedAnswer } from '../../model/scenario.ts'
import { loadMsw } from '../gateways/msw.ts'
import { addressesAt, type CellAddress, ORIGINS, pathOf } from './addresses.ts'
import { answerArrival } from './answer-arrival.ts'
import { type Answering, answeringBy, gatewaySays, NOBODY } from './answering.ts'
import { type AskGateway, answersAlike } from './answers-alike.ts'
import { fieldsOf, hostOf, lastOf } from './as-asked.ts'
import { receive } from './body.ts'
import { type Arrival, cellBook, type OpenCell, type Stray } from './cells.ts'
import { play } from './interlude.ts'
import { type Hosts, type Listener, listen, listenForHosts, type OnTunnel } from './listener.ts'
import type { Incoming, Outgoing } from './message.ts'
import { orFault } from './or-fault.ts'
import { type Destination, type ForwardProxy, startProxy, tunnelsBy } from './proxy.ts'
import type { Trust } from './trust.ts'
import type { Unseen } from './unseen.ts'

/** The loopback sockets of one driver: what is written there is the same truth for every language. */
export type CaptureServer = {
  /** The gateway's port, then the other origin's, then that of the other port. */
  readonly ports: readonly number[]
  /**
   * The port that takes what is meant for one of the hosts, for this cell alone: a request to a host has no path that says
   * whose it is. The same at each call; null when there are no hosts.
   */
  readonly hostPort: (key: string) => Promise<number | null>
  /** Where a cell is, or will be, once it is open; neither has a slash at its end. One over TLS needs `tls`. */
  readonly addressOf: (cell: Pick<OpenCell, 'key' | 'at' | 'scheme'>) => CellAddress
  /** Every request below these belongs to this cell until it is taken. Its key is used once. */
  readonly open: (cell: OpenCell) => CellAddress
  /**
   * The port of a forward proxy for this cell alone, which leads to the harness's own ports, and to where these hosts lead.
   * What goes through it is noted so; a request for a tunnel is an exchange of its own.
   */
  readonly startProxy: (key: string, hosts: readonly string[]) => Promise<number>
  /**
   * The time of a cell's client goes on by so many milliseconds, unless one of its requests is being answered, or a client is
   * about to be connected: it waits for nothing else. Tells whether it did. Null: whether it waits for an answer that never comes.
   */
  readonly skip: (key: string, ms: number | null) => Promise<boolean>
  /**
   * Whether the requests of a cell would have been answered alike behind another gateway; see `answersAlike`. Called before
   * the cell is taken, asked as often and as late as one likes.
   * @param said what else its client told
   */
  readonly compare: (key: string, said: string) => AskGateway
  /** This cell's client runs from now on: what does not say whose it is, is its own until it is taken. */
  readonly begin: (key: string) => void
  /** What of a cell's stands in no exchange: asked also after it was taken, for what comes late. */
  readonly unseen: (key: string) => Unseen
  /** The program of a cell lets so many milliseconds pass of its own: what follows has not waited for them. */
  readonly pause: (key: string, ms: number) => void
  /** How many requests of a cell have arrived so far. */
  readonly count: (key: string) => number
  /** A cell's exchanges in the order in which they arrived; closes it. What comes later is a stray. */
  readonly take: (key: string) => readonly Exchange[]
  readonly strays: () => readonly Stray[]
  /**
   * Ends connections on which nothing is under way: a client that forgot one would wait for it without end, and any server
   * ends such a one some day.
   */
  readonly endIdle: () => void
  readonly close: () => Promise<void>
}

/** Where a request arrived, and what is known of it but by itself. */
type Reached = {
  readonly origin: Exchange['origin']
  /** Whose it is, and for which host, where its path does not say so. */
  readonly meant?: { readonly key: string; readonly host: string }
  /** What is asked for, of a request that a proxy was given with its whole address. */
  readonly target?: string
}

/** What answers a cell, and the path below which it lies. */
type OpenedCell = Answering & { readonly below: string }
const NOWHERE: OpenedCell = { ...NOBODY, below: '' }

export type CaptureOptions = {
  /** Asked for each cell when it is opened: what a gateway remembers of one scenario is nothing to the next. */
  readonly handlersFor: (gateway: string) => RequestHandler[]
  /** Hosts whose connections arrive here. Default: none. */
  readonly hosts?: Hosts
  /** What answers at the hosts where a cell's client asks for tokens; made anew for each. Default: its gateway, as elsewhere. */
  readonly tokenEndpoints?: () => RequestHandler[]
  /** Who signs for the gateway and the other origins, which then take TLS as well. Default: they take plain HTTP alone. */
  readonly tls?: Trust
  /** Bytes that are kept of all cells' requests, and as many of their bodies; what comes then is not looked at. Default: 16 MiB. */
  readonly maxOfAll?: number
  /** For answers that name a time; by the clock that the client reads too. */
  readonly now: () => Date
}

/** Starts the gateway and the other origin, each at a free port of 127.0.0.1. */
export const startCapture = async ({
  handlersFor,
  hosts,
  tokenEndpoints = () => [],
  tls,
  maxOfAll,
  now,
}: CaptureOptions): Promise<CaptureServer> => {
  const { getResponse } = await loadMsw()
  const book = cellBook(maxOfAll)
  const open = new Map<string, OpenedCell>()
  const proxies: ForwardProxy[] = []
  // Whoever has the sockets for itself may take the gateway for its proxy.
  const tunnels = tunnelsBy({
    destinationOf: (address) => {
      const key = book.atRoot()
      return key === null ? Promise.resolve(null) : destinationOf(key, hosts?.patterns ?? [], address)
    },
    note: (asked) => {
      const key = book.atRoot()
      if (key === null) return false
      if (asked.answered.status === 200) return book.note(key, { ...asked, via: 'proxy' })
      // Nowhere of ours: no request of the gateway's, as little as a connection that is refused.
      book.astray({ key, target: authorityOf(asked.host ?? ''), why: 'tunnel' })
      return true
    },
  })

  const serve = async (
    { origin, meant, ...reached }: Reached,
    request: Incoming,
    response: Outgoing,
    connection: Socket,
  ): Promise<void> => {
    // First of all, before anything looks at them: `headers` and Fetch's `Headers` lose order, case and repeats.
    const headers = fieldsOf(request)
    const whole = reached.target === undefined && !meant ? wholeAddress(request.url) : null
    const asked = reached.target ?? whole?.target ?? request.url ?? ''
    const { key, target } = meant ? { key: meant.key, target: asked } : book.addressed(asked)
    const shown = certificateOf(request.socket)
    const isElsewhere = whole !== null && addresses.originAt(whole.authority) === undefined
    const host = meant?.host ?? (isElsewhere ? whole.origin : undefined)
    const where = host !== undefined ? { host } : request.socket instanceof TLSSocket ? { secure: true as const } : {}
    const isProxied =
      reached.target !== undefined || whole !== null || [tunnels, ...proxies].some((one) => one.isTunnel(connection))
    const via = isProxied ? { via: 'proxy' as const } : {}
    const arrival = book.arrive(key, {
      method: request.method ?? '',
      origin,
      ...where,
      ...via,
      ...shown,
      target,
      headers,
    })
    if (!arrival) {
      response.writeHead(404, lastOf(request))
      response.end()
      return
    }
    response.on('close', arrival.settle)
    // At once: while its body is read, the cell may be taken.
    const cell = open.get(key) ?? NOWHERE
    const received = await receive(request, arrival.room)
    try {
      await answerArrival(
        arrival,
        received,
        (interlude) => react(cell, arrival.draft, interlude, received.bytes),
        // Kept open, it would be there for the next cell's requests to the same host.
        { request, response, connection, more: meant ? lastOf(request) : {} },
      )
    } finally {
      received.leave()
    }
  }

  /** The interlude, else the gateway. */
  const react = (
    cell: OpenedCell,
    draft: Arrival['draft'],
    interlude: ScriptedAnswer | Redirect | undefined,
    bytes: Buffer,
  ): Promise<Response> =>
    interlude
      ? orFault(() => play(interlude, draft.target, addresses.placesFrom(draft, cell.below), now()))
      : gatewaySays(getResponse, cell, addresses.originOf(draft), draft, bytes)

  const trust = tls ?? hosts?.trust
  const certificateOf = (socket: Incoming['socket']): Pick<Exchange, 'certificate'> => {
    const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined
    return certificate && trust ? { certificate: trust.whose(certificate) } : {}
  }

  const onTunnel: OnTunnel = (request, client, head) => {
    if (book.atRoot() === null) return false
    tunnels.open(request, client, head).catch(() => client.destroy())
    return true
  }
  const [gateway, other, otherPort] = await Promise.all(
    ORIGINS.map((origin) =>
      listen(
        (request, response, connection) =>
          serve({ origin }, request, response, connection).catch(() => response.destroy()),
        book.astray,
        { ...(tls ? { trust: tls } : {}), onTunnel },
      ),
    ),
  )
  if (!gateway || !other || !otherPort) throw new Error('three listeners were asked for')
  // Until the end, since a port that is free again could be the next cell's: what comes late for this one is a stray.
  const led = new Map<string, Promise<Listener>>()
  const listeners: Listener[] = [gateway, other, otherPort]
  const leadTo = (key: string, to: Hosts): Promise<Listener> => {
    const made =
      led.get(key) ??
      listenForHosts(
        to,
        (request, response, connection) =>
          serve({ origin: 'gateway', meant: { key, host: hostOf(request) } }, request, response, connection).catch(() =>
            response.destroy(),
          ),
        (stray) => book.astray({ ...stray, key }),
      ).then((listener) => {
        listeners.push(listener)
        return listener
      })
    led.set(key, made)
    return made
  }
  const addresses = addressesAt({ gateway: gateway.port, 'other-origin': other.port, 'other-port': otherPort.port })

  const addressOf: CaptureServer['addressOf'] = (cell) => {
    if (cell.scheme && !tls) throw new Error(`nobody signs for ${cell.key}`)
    return addresses.of(cell)
  }

  const destinationOf = async (
    key: string,
    led: readonly string[],
    { host, hostname, port, origin: meant }: URL,
  ): Promise<Destination | null> => {
    const origin = addresses.originAt(host)
    if (origin) return { port: Number(port), reached: { origin } }
    if (!hosts || !isOneOf(hostname, led)) return null
    return { port: (await leadTo(key, hosts)).port, reached: { origin: 'gateway', host: meant } }
  }

  return {
    startProxy: async (key, led) => {
      const proxy = await startProxy({
        destinationOf: (address) => destinationOf(key, led, address),
        note: (asked) => book.note(key, { ...asked, via: 'proxy' }),
        serve: ({ reached: { origin, host } }, target, request, response) => {
          const meant = host === undefined ? {} : { meant: { key, host } }
          serve({ origin, ...meant, target }, request, response, request.socket).catch(() => response.destroy())
        },
        astray: (stray) => book.astray({ ...stray, key }),
      })
      proxies.push(proxy)
      return proxy.port
    },
    ports: [gateway.port, other.port, otherPort.port],
    hostPort: async (key) => (hosts ? (await leadTo(key, hosts)).port : null),
    addressOf,
    open: (cell) => {
      const address = addressOf(cell)
      const answering = answeringBy(handlersFor(cell.gateway), cell.tokenHosts ?? [], tokenEndpoints)
      book.open(cell)
      open.set(cell.key, { ...answering, below: pathOf(cell) })
      return address
    },
    skip: async (key, ms) => {
      for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve))
      if (book.isUnderWay(key) || listeners.some((listener) => listener.isConnecting())) return false
      if (ms === null) return book.isHung(key)
      book.skip(key, ms)
      return true
    },
    compare: (key, said) => {
      const { below, tokenHosts } = open.get(key) ?? NOWHERE
      const had = { exchanges: book.exchanges(key), turns: book.turns(key), below, said }
      return (gateway) => {
        const cell = answeringBy(handlersFor(gateway), tokenHosts, tokenEndpoints)
        return answersAlike(had, (sent, bytes) => gatewaySays(getResponse, cell, addresses.originOf(sent), sent, bytes))
      }
    },
    begin: book.begin,
    unseen: book.unseen,
    pause: book.pause,
    count: book.count,
    take: (key) => {
      open.delete(key)
      // One that could not be opened was told to whoever asked for its port.
      led.get(key)?.then(
        ({ endKept }) => endKept(),
        () => {},
      )
      return book.take(key)
    },
    strays: book.strays,
    endIdle: () => {
      for (const listener of listeners) listener.endIdle()
    },
    close: async () => {
      const all = [gateway, other, otherPort, ...proxies, ...(await Promise.all(led.values()))]
      await Promise.all(all.map((listener) => listener.close()))
    },
  }
}

/** Of a request whose target is a whole address, as a proxy is asked and any server must understand it: RFC 9112, section 3.2.2. */
const wholeAddress = (
  target = '',
): { readonly origin: string; readonly authority: string; readonly target: string } | null => {
  const url = /^https?:\/\//i.test(target) ? URL.parse(target) : null
  return url && { origin: url.origin, authority: url.host, target: url.pathname + url.search }
}

/** Host and port, where a tunnel to this origin leads. */
const authorityOf = (origin: string): string => {
  const { hostname, port, protocol } = new URL(origin)
  return `${hostname}:${port || (protocol === 'http:' ? 80 : 443)}`
}

/**
 * How often this process looks at all its sockets before it believes that nothing has arrived: what a client sent before it
 * asked takes one look for its connection, one for its bytes, and each again where several connect at once.
 */
const TURNS = 8

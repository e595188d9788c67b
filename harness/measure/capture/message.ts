import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import type { Readable, Writable } from 'node:stream'

/** A request as it came, by HTTP/1.1 or HTTP/2. */
export type Incoming = Readable &
  Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders' | 'httpVersionMajor'> & { readonly socket: Socket }

/** Where its answer goes. */
export type Outgoing = Writable & {
  readonly writeHead: (status: number, headers?: OutgoingHttpHeaders) => unknown
}

import { TLSSocket } from 'node:tls'
import type { RawHeader } from '../../model/capture.ts'
import type { Incoming } from './message.ts'
import { pairs } from './wire-order.ts'

/**
 * The fields in the order of the wire. Of what HTTP/2 has in the place of a request line, method and path are told as such;
 * `:authority` is what `host` is elsewhere.
 */
export const fieldsOf = ({ rawHeaders, httpVersionMajor }: Incoming): readonly RawHeader[] =>
  httpVersionMajor === 1
    ? pairs(rawHeaders)
    : pairs(rawHeaders).filter(([name]) => !name.startsWith(':') || name === ':authority')

/** Says that the connection ends here; HTTP/2 has no field for it: there it ends with its cell. */
export const lastOf = ({ httpVersionMajor }: Incoming): { readonly connection?: 'close' } =>
  httpVersionMajor === 2 ? {} : { connection: 'close' }

/** As the client wrote it: its default port is left out by all. */
export const hostOf = ({ headers, socket }: Incoming): string => {
  const secure = socket instanceof TLSSocket
  const said = headers.host ?? headers[':authority']?.toString() ?? 'unknown'
  // The name that TLS was asked for is the one that was meant, whatever the field says; only that has a port.
  const meant = secure && typeof socket.servername === 'string' ? socket.servername : null
  const name = meant === null || said.toLowerCase().replace(/:\d+$/, '') === meant.toLowerCase() ? said : meant
  return `${secure ? 'https' : 'http'}://${name.toLowerCase().replace(secure ? /:443$/ : /:80$/, '')}`
}

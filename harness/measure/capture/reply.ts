import type { OutgoingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ANSWERED_BY } from '../gateways/answered-by.ts'
import type { Outgoing } from './message.ts'

/** Which rule gave this answer; taken from the field the gateways put there. */
export const answeredBy = (response: Response): string => response.headers.get(ANSWERED_BY) ?? 'handler'

/**
 * Writes an answer to the socket, event by event when it is a stream. A client that left is no error.
 * @param more fields, before the answer's own
 */
export const reply = async (response: Response, socket: Outgoing, more: OutgoingHttpHeaders = {}): Promise<void> => {
  const headers = [...response.headers].filter(([name]) => name !== ANSWERED_BY)
  if (response.body && response.headers.get('content-type') === 'text/event-stream') {
    socket.writeHead(response.status, { ...more, ...grouped(headers) })
    await pipeline(Readable.from(response.body), socket).catch(() => undefined)
    return
  }
  const body = Buffer.from(await response.arrayBuffer())
  // A handler may have said the length already; said twice, clients take the answer for a broken one.
  const others = headers.filter(([name]) => name !== 'content-length')
  socket.writeHead(response.status, { ...more, ...grouped(others), 'content-length': String(body.length) })
  socket.end(body)
}

/** Of one that stands there several times (`set-cookie`), all. */
const grouped = (headers: readonly (readonly [string, string])[]): OutgoingHttpHeaders =>
  Object.fromEntries(
    [...Map.groupBy(headers, ([name]) => name)].map(([name, same]) => {
      const values = same.map(([, value]) => value)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )

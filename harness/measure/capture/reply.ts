import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ANSWERED_BY } from '../gateways/answered-by.ts'

/** Which rule gave this answer; taken from the field the gateways put there. */
export const answeredBy = (response: Response): string => response.headers.get(ANSWERED_BY) ?? 'handler'

/** Writes an answer to the socket, event by event when it is a stream. A client that left is no error. */
export const reply = async (response: Response, socket: ServerResponse): Promise<void> => {
  const headers = [...response.headers].filter(([name]) => name !== ANSWERED_BY)
  if (response.body && response.headers.get('content-type') === 'text/event-stream') {
    socket.writeHead(response.status, headers.flat())
    await pipeline(Readable.from(response.body), socket).catch(() => undefined)
    return
  }
  const body = Buffer.from(await response.arrayBuffer())
  // A handler may have said the length already; said twice, clients take the answer for a broken one.
  const others = headers.filter(([name]) => name !== 'content-length')
  socket.writeHead(response.status, [...others, ['content-length', String(body.length)]].flat())
  socket.end(body)
}

import { type OutgoingHttpHeaders, ServerResponse, STATUS_CODES } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ANSWERED_BY } from '../gateways/answered-by.ts'
import { WholeAnswer } from '../gateways/whole-answer.ts'
import { heard } from './heard.ts'
import type { Outgoing } from './message.ts'

/** Which rule gave this answer; taken from the field the gateways put there. */
export const answeredBy = (response: Response): string =>
  (response instanceof WholeAnswer
    ? response.fields.find(([name]) => name === ANSWERED_BY)?.[1]
    : response.headers.get(ANSWERED_BY)) ?? 'handler'

/** An answer as it goes to the socket: without the word of who gave it, with its length unless it comes event by event. */
type Written = {
  readonly status: number
  readonly reason: string
  readonly headers: readonly (readonly [string, string])[]
} & (
  | { readonly form: 'whole'; readonly body: string | Uint8Array }
  | { readonly form: 'stream'; readonly pieces: AsyncIterable<Uint8Array> }
)

const written = async (response: Response): Promise<Written> => {
  const { status } = response
  // Said or not, the usual one goes out with this status.
  const reason = response.statusText === STATUS_CODES[status] ? '' : response.statusText
  const fields = response instanceof WholeAnswer ? response.fields : [...response.headers]
  const headers = fields.filter(([name]) => name !== ANSWERED_BY)
  const isEvents = fields.some(([name, value]) => name === 'content-type' && value === 'text/event-stream')
  // Asked for last: the body of one that is whole is made when somebody looks at it.
  if (isEvents && response.body) return { status, reason, headers, form: 'stream', pieces: response.body }
  const body = response instanceof WholeAnswer ? response.whole : Buffer.from(await response.arrayBuffer())
  // A handler may have said the length already; said twice, clients take the answer for a broken one.
  const others = headers.filter(([name]) => name !== 'content-length')
  // One that says that it comes in chunks has no length.
  const isChunked = headers.some(([name]) => name === 'transfer-encoding')
  const length = isChunked ? [] : [['content-length', String(Buffer.byteLength(body))] as const]
  return { status, reason, headers: [...others, ...length], form: 'whole', body }
}

type More = Readonly<Record<string, string>>

/**
 * Writes an answer to the socket, event by event when it is a stream. A client that left is no error.
 * @param more fields, before the answer's own
 * @param onHeard told all that the client can read of it, before the end of it is written; never, when there is none
 */
export const reply = async (
  response: Response,
  socket: Outgoing,
  onHeard: (heard: () => string) => void,
  more: More = {},
): Promise<void> => {
  const answer = await written(response)
  const { status, headers } = answer
  // HTTP/2 has none (RFC 9113, section 8.3.2); where nothing is said, the usual one stands.
  if (answer.reason !== '' && socket instanceof ServerResponse) socket.statusMessage = answer.reason
  if (answer.form === 'stream') {
    begin(socket, status, more, headers)
    const pieces = noting(answer.pieces, (all) => {
      const word = heard(answer, 'stream', all)
      onHeard(() => word)
    })
    await pipeline(Readable.from(pieces), socket).catch(() => undefined)
    return
  }
  onHeard(heardLater(answer))
  begin(socket, status, more, headers)
  if (typeof answer.body === 'string') socket.end(answer.body)
  // Byte by byte the same, in one piece with its head: two pieces are gathered, which costs more.
  else socket.end(latin1(answer.body), 'latin1')
}

/** Hardly ever asked for. Made here, since it is kept: made where the request is at hand, it would keep that too. */
const heardLater = (answer: Extract<Written, { readonly form: 'whole' }>) => (): string =>
  heard(answer, 'whole', [answer.body])

/** What a client would read of an answer, which reaches none. Reads it to its end. */
export const heardOf = async (response: Response): Promise<string> => {
  const answer = await written(response)
  const pieces: (string | Uint8Array)[] = []
  if (answer.form === 'whole') pieces.push(answer.body)
  else for await (const piece of answer.pieces) pieces.push(piece)
  return heard(answer, answer.form, pieces)
}

async function* noting(
  pieces: AsyncIterable<Uint8Array>,
  onEnd: (all: readonly Uint8Array[]) => void,
): AsyncGenerator<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) {
    all.push(piece)
    yield piece
  }
  onEnd(all)
}

const latin1 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1')

/** HTTP/1.1 takes fields one after the other, as they are; HTTP/2 by name alone. */
const begin = (socket: Outgoing, status: number, more: More, headers: readonly (readonly [string, string])[]): void => {
  if (socket instanceof ServerResponse) socket.writeHead(status, [...Object.entries(more), ...headers].flat())
  else socket.writeHead(status, { ...more, ...grouped(headers) })
}

/** Of one that stands there several times (`set-cookie`), all. */
const grouped = (headers: readonly (readonly [string, string])[]): OutgoingHttpHeaders => {
  const fields: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of headers) {
    // What is said of a connection of HTTP/1.1: RFC 9113, section 8.2.2.
    if (name === 'transfer-encoding') continue
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  return fields
}

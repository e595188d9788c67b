import { hash } from 'node:crypto'

type Head = {
  readonly status: number
  /** The reason phrase. */
  readonly reason: string
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/**
 * Everything of an answer that a client can read: status line, fields in their order, each piece of the body as it is written, and
 * whether it comes as a stream. Answers with the same one are the same to any client.
 */
export const heard = (
  { status, reason, headers }: Head,
  form: 'whole' | 'stream',
  pieces: readonly (string | Uint8Array)[],
): string => {
  // The lengths tell where one piece ends; a text is the bytes that are written of it.
  const start = JSON.stringify([status, reason, headers, form, pieces.map((piece) => Buffer.byteLength(piece))])
  const [only] = pieces
  if (pieces.length === 1 && typeof only === 'string') return hash('sha256', start + only)
  return hash('sha256', Buffer.concat([start, ...pieces].map((piece) => Buffer.from(piece))))
}

import { hash } from 'node:crypto'

/**
 * Everything of an answer that a client can read: status, fields in their order, each piece of the body as it is written, and
 * whether it comes as a stream. Answers with the same one are the same to any client.
 */
export const heard = (
  status: number,
  headers: readonly (readonly [name: string, value: string])[],
  form: 'whole' | 'stream',
  pieces: readonly Uint8Array[],
): string =>
  hash('sha256', JSON.stringify([status, headers, form, pieces.map((piece) => Buffer.from(piece).toString('base64'))]))

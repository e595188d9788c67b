import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { MAX_TEXT_BYTES, type RawBody, type RawHeader } from '../../model/capture.ts'
import { decoded } from './decoded.ts'
import type { Room } from './room.ts'

/** Bytes a request may carry; one with more is cut off. */
const MAX_BODY_BYTES = 8 * 1024 * 1024

export type Received =
  | { readonly state: 'whole'; readonly bytes: Buffer }
  /** Longer than allowed, or the client left in the middle, or nobody asks for it any more. `bytes`: what came until then. */
  | { readonly state: 'too-long' | 'broken-off'; readonly bytes: Buffer }

/**
 * Reads a request's body to its end, within bounds. Never rejects for what the client does.
 * @param room where a long one needs a place, which it keeps until `leave`. Default: there is always one
 */
export const receive = async (request: Readable, room?: Room): Promise<Received & { readonly leave: () => void }> => {
  const chunks: Buffer[] = []
  let length = 0
  let leave: (() => void) | undefined
  // An async iterator would say it in fewer lines, and more slowly: this happens with every request.
  const state = await new Promise<Received['state']>((resolve) => {
    const sentAway = (): void => {
      chunks.length = 0
      resolve('broken-off')
    }
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.length
      if (length > MAX_BODY_BYTES) {
        request.pause()
        resolve('too-long')
      } else if (room && !leave && length > MAX_TEXT_BYTES) {
        request.pause()
        leave = room.ask(() => request.resume(), sentAway)
      }
    })
    request.on('end', () => resolve('whole'))
    // Without effect after an end, which comes before the close.
    request.on('error', () => resolve('broken-off')).on('close', () => resolve('broken-off'))
  })
  return { state, bytes: Buffer.concat(chunks), leave: () => leave?.() }
}

/**
 * A body as a text, else by its hash: hashing each would cost as much as reading it. What lies in codings is told as it was
 * before: of the same text they make other bytes each time (gzip notes when), or with each version of a library.
 * @param sent bytes as they stood on the wire
 * @param keeps is there room for a text of so many bytes?
 */
export const rawBody = (sent: Buffer, headers: readonly RawHeader[], keeps: (bytes: number) => boolean): RawBody => {
  const { bytes, ...how } = decoded(sent, headers)
  return bytes.length <= MAX_TEXT_BYTES && isUtf8(bytes) && keeps(bytes.length)
    ? { bytes: sent.length, ...how, text: bytes.toString() }
    : { bytes: sent.length, ...how, text: null, sha256: hash('sha256', bytes) }
}

import { StoreTrouble } from '../../../model/store.ts'

/** As `fetch` is; a client that signs its requests is another one. */
export type Send = (address: string, options: Sent & { readonly signal: AbortSignal }) => Promise<Response>

export type Sent = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

/** Milliseconds for one request: a store that is slower than a measurement is none. */
const WITHIN_MS = 10_000
/** Bytes of the largest that is read: what a server sends without an end is no result. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * One request to a store.
 * @throws StoreTrouble when there is no answer
 */
export const asked = async (send: Send, address: string, sent: Sent): Promise<Response> => {
  try {
    return await send(address, { ...sent, signal: AbortSignal.timeout(WITHIN_MS) })
  } catch (error) {
    throw error instanceof StoreTrouble ? error : new StoreTrouble(wordsOf(error))
  }
}

/**
 * The body of an answer; null: there is none of this name.
 * @throws StoreTrouble for any other answer, and for one without an end
 */
export const bytesIn = async (response: Response): Promise<Uint8Array | null> => {
  if (response.ok) return bytesOf(response)
  await response.body?.cancel()
  if (response.status === 404) return null
  throw new StoreTrouble(`it answers ${response.status}`)
}

/**
 * Holds the answer to what was brought against what was to be.
 * @throws StoreTrouble when it was not taken
 */
export const taken = async (response: Response): Promise<Response> => {
  await response.body?.cancel()
  if (!response.ok) throw new StoreTrouble(`it answers ${response.status} to what is brought`)
  return response
}

const bytesOf = async (response: Response): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of response.body ?? []) {
      pieces.push(piece)
      size += piece.length
      if (size > MOST_BYTES) throw new StoreTrouble(`it sends more than ${MOST_BYTES / 1024 / 1024} MiB`)
    }
  } catch (error) {
    throw error instanceof StoreTrouble ? error : new StoreTrouble(wordsOf(error))
  }
  return Buffer.concat(pieces)
}

/** The system's code where there is one: the text of `fetch` says nothing, and a client's may hold an address. */
const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'it cannot be reached'
  if (error.name === 'TimeoutError') return `no answer within ${WITHIN_MS / 1000} s`
  const cause = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : ''
  return cause === '' ? 'it cannot be reached' : `it cannot be reached (${cause})`
}

import { type Store, StoreTrouble } from '../../../model/store.ts'

/** As `fetch` is; a client that signs its requests is another one. */
export type Send = (
  address: string,
  options: {
    readonly method: 'GET' | 'HEAD' | 'PUT'
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: Uint8Array<ArrayBuffer>
    readonly signal: AbortSignal
  },
) => Promise<Response>

/** Milliseconds for one request: a store that is slower than a measurement is none. */
const WITHIN_MS = 10_000
/** Bytes of the largest that is read: what a server sends without an end is no result. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * A store behind GET, HEAD and PUT of one address each.
 * @param base without a slash at its end
 */
export const webStore = (base: string, send: Send, headers: Readonly<Record<string, string>> = {}): Store => {
  // What was encoded for a file's name is encoded once more: it is the name.
  const addressOf = (name: string): string => `${base}/${name.split('/').map(encodeURIComponent).join('/')}`
  const ask = async (name: string, method: 'GET' | 'HEAD' | 'PUT', bytes?: Uint8Array): Promise<Response> => {
    const signal = AbortSignal.timeout(WITHIN_MS)
    try {
      return await send(addressOf(name), {
        ...{ method, headers, signal },
        ...(bytes ? { body: Uint8Array.from(bytes) } : {}),
      })
    } catch (error) {
      throw new StoreTrouble(wordsOf(error))
    }
  }
  const is = (response: Response): boolean => {
    if (response.status === 404) return false
    if (!response.ok) throw new StoreTrouble(`it answers ${response.status}`)
    return true
  }
  return {
    has: async (name) => is(await ask(name, 'HEAD')),
    get: async (name) => {
      const response = await ask(name, 'GET')
      if (is(response)) return bytesOf(response)
      await response.body?.cancel()
      return null
    },
    put: async (name, bytes) => {
      const response = await ask(name, 'PUT', bytes)
      await response.body?.cancel()
      if (!response.ok) throw new StoreTrouble(`it answers ${response.status} to what is brought`)
    },
  }
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

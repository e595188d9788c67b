import type { Exchange } from '../../model/capture.ts'
import { lastFew } from '../../model/remembered.ts'
import type { Asked } from '../gateways/every-request.ts'
import { PLAIN, sortedFields } from '../gateways/sorted-fields.ts'
import { fieldsIn, headersOf } from './to-request.ts'

/**
 * What was captured as a gateway of ours reads it, the same as of a `Request` that is made of it; null where such a one could
 * not be made, or would be another: that is left to `Request` itself.
 */
export const askedOf = (
  address: string,
  { method, headers }: Pick<Exchange, 'method' | 'headers'>,
  bytes: Buffer,
): Asked | null => {
  if (!METHODS.includes(method) || headers.some(([, value]) => REFUSED.test(value))) return null
  const url = asFetchWrites(address)
  if (url === null) return null
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return {
    method,
    url,
    headers: {
      get: (name) => valueIn(headers, name.toLowerCase()),
      [Symbol.iterator]: () => sortedFields(fieldsIn(headers))[Symbol.iterator](),
    },
    text: async () => (hasBody ? withoutMark(bytes.toString()) : ''),
    // A copy: Node keeps small buffers in one that is shared.
    arrayBuffer: async () => (hasBody ? new Uint8Array(bytes).buffer : new ArrayBuffer(0)),
  }
}

/** Null: it would refuse this one. */
const asFetchWrites = lastFew((address: string): string | null => {
  const url = URL.parse(address)
  return url?.username === '' && url.password === '' ? url.href : null
}, 200)

/** One that stands there several times is joined, and one that Fetch would not take as it is refused, by Fetch itself. */
const valueIn = (headers: Exchange['headers'], name: string): string | null => {
  let found: string | null = null
  for (const [field, value] of headers) {
    if (field.length !== name.length || field.toLowerCase() !== name) continue
    if (found !== null || !PLAIN.test(value)) return headersOf(headers).get(name)
    found = value
  }
  return found
}

/** In no value that Fetch takes; the parser of a socket lets none through. */
const REFUSED = /[\0\r\n]/

/** A byte order mark is none of the text: https://encoding.spec.whatwg.org/#utf-8-decode */
const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text)

/** Those that Fetch forbids or spells otherwise are not among them: https://fetch.spec.whatwg.org/#methods */
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

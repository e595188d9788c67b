import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { type BodyCoding, type LeftCoded, MAX_DECODED_BYTES } from '../../model/body-coding.ts'
import type { RawHeader } from '../../model/capture.ts'

/** Bytes without the codings that lay over them, where there were any, and what became of these. */
export type Decoded = { readonly bytes: Buffer; readonly coding?: BodyCoding }

/**
 * Undoes what a body's `content-encoding` says was done to it, else the coding by whose mark it begins: some SDKs put it over
 * a body and say so in the address alone. In steps, each of which comes to a bounded length. What cannot be undone whole
 * stays as it was sent, and says why; what says a coding that none here knows is left alone.
 */
export const decoded = (sent: Buffer, headers: readonly RawHeader[]): Decoded => {
  const names = codingsIn(headers)
  const isKnown = names.length > 0 && names.every((name) => Object.hasOwn(DECODERS, name))
  if (sent.length === 0) return { bytes: sent }
  if (isKnown) return undone(sent, names)
  const marked = Object.entries(MARKS).find(([, mark]) => sent.subarray(0, mark.length).equals(mark))?.[0]
  const open = marked === undefined ? null : undone(sent, [marked])
  // Nobody said that it is one.
  return open?.coding && 'undone' in open.coding ? open : { bytes: sent }
}

const codingsIn = (headers: readonly RawHeader[]): readonly string[] =>
  headers
    .flatMap(([name, value]) => (name.toLowerCase() === 'content-encoding' ? value.split(',') : []))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')

const undone = (sent: Buffer, names: readonly string[]): Decoded => {
  const left = (why: LeftCoded): Decoded => ({ bytes: sent, coding: { left: names.join(', '), why } })
  if (names.length > MOST_CODINGS) return left('too-many')
  let bytes = sent
  for (const name of names.toReversed()) {
    const step = DECODERS[name]?.(bytes) ?? 'damaged'
    if (typeof step === 'string') return left(step)
    bytes = step
  }
  return { bytes, coding: { undone: names.join(', '), bytes: bytes.length } }
}

/** One over the other that are undone. More are nobody's honest doing, and each costs as much as the first. */
const MOST_CODINGS = 3

const BOUND = { info: true, maxOutputLength: MAX_DECODED_BYTES } as const

/** Bytes of the window that HTTP's Zstandard may have at most, as a power of two (RFC 9659, section 2): more is no reader's duty to hold. */
const ZSTD_WINDOW = { [constants.ZSTD_d_windowLogMax]: 23 }

/** By the names of RFC 9110, RFC 7932 and RFC 8878. */
const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer | LeftCoded>> = {
  gzip: (bytes) => within(bytes, () => gunzipSync(bytes, BOUND)),
  'x-gzip': (bytes) => within(bytes, () => gunzipSync(bytes, BOUND)),
  // Meant is the format of zlib (RFC 1950); many clients send what lies in it alone (RFC 1951).
  deflate: (bytes) => within(bytes, () => (isZlib(bytes) ? inflateSync : inflateRawSync)(bytes, BOUND)),
  br: (bytes) => within(bytes, () => brotliDecompressSync(bytes, BOUND)),
  zstd: (bytes) => within(bytes, () => zstdDecompressSync(bytes, { ...BOUND, params: ZSTD_WINDOW })),
}

/** How a body begins that is of one: RFC 1952, section 2.3.1; RFC 8878, section 3.1.1. */
const MARKS: Readonly<Record<string, Buffer>> = {
  gzip: Buffer.from('1f8b08', 'hex'),
  zstd: Buffer.from('28b52ffd', 'hex'),
}

/** RFC 1950, section 2.2. */
const isZlib = ([first = 0, second = 0]: Uint8Array): boolean => (first & 15) === 8 && (first * 256 + second) % 31 === 0

/** @param open with `info`, which tells how much of the bytes it read */
const within = (bytes: Buffer, open: () => unknown): Buffer | LeftCoded => {
  try {
    const { buffer, engine } = infoOf(open())
    return engine.bytesWritten === bytes.length ? buffer : 'damaged'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-long' : 'damaged'
  }
}

type Info = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } }

/** `info` is not in the types of what comes back. https://nodejs.org/docs/latest-v24.x/api/zlib.html#class-options */
const infoOf = (value: unknown): Info => {
  if (isInfo(value)) return value
  throw new TypeError('zlib told nothing of what it read.')
}
const isInfo = (value: unknown): value is Info =>
  typeof value === 'object' && value !== null && 'engine' in value && 'buffer' in value && Buffer.isBuffer(value.buffer)

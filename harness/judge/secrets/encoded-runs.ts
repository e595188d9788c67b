import type { Span } from '../../model/capture.ts'

/** A stretch of a text that is an encoding of something readable. */
export type EncodedRun = {
  /** `base64`, `hex`. */
  readonly name: string
  readonly plain: string
  /** Where in the text characters of `plain` stand; those that decide a neighbour too are left out. */
  readonly spanOf: (from: number, to: number) => Span
}

type Alphabet = {
  readonly name: string
  /** Bits of a character. */
  readonly bits: number
  /** Characters before the next one begins a byte again. */
  readonly group: number
  /** Enough of them that eight characters may be in it. */
  readonly run: RegExp
  /** By code of the character. */
  readonly values: Uint8Array
}

const alphabet = (name: string, bits: number, group: number, run: RegExp, ...spelt: readonly string[]): Alphabet => {
  const values = new Uint8Array(128)
  for (const characters of spelt) for (const [at, one] of [...characters].entries()) values[one.charCodeAt(0)] = at
  return { name, bits, group, run, values }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const ALPHABETS: readonly Alphabet[] = [
  alphabet('base64', 6, 4, /[A-Za-z0-9+/_-]{14,}/g, `${LETTERS}+/`, `${LETTERS}-_`),
  alphabet('hex', 4, 2, /[0-9A-Fa-f]{20,}/g, '0123456789ABCDEF', '0123456789abcdef'),
]

/** Fewer would not be eight characters in an encoding of their own. */
const SHORTEST = 10

/**
 * What can be read in stretches of Base64 and hex, wherever in one it begins, forwards and backwards: an encoding in an
 * encoding is found there, which is none of a secret's own forms. Chance hardly makes ten bytes that are text.
 */
export const encodedRuns = function* (text: string): Iterable<EncodedRun> {
  for (const one of ALPHABETS)
    for (const { index, 0: run } of text.matchAll(one.run)) {
      const codes = new Uint8Array(run.length)
      for (let at = 0; at < run.length; at++) codes[at] = one.values[run.charCodeAt(at)] ?? 0
      yield* readable(codes, one, (from, to) => [index + from, index + to])
      yield* readable(codes.reverse(), one, (from, to) => [index + run.length - to, index + run.length - from])
    }
}

const readable = function* (
  codes: Uint8Array,
  { name, bits, group }: Alphabet,
  placeOf: (from: number, to: number) => Span,
): Iterable<EncodedRun> {
  for (let before = 0; before < group; before++)
    for (const { start, plain } of texts(codes, before, bits)) {
      const at = (byte: number): number => before + ((start + byte) * 8) / bits
      yield { name, plain, spanOf: (from, to) => placeOf(Math.ceil(at(from)), Math.floor(at(to))) }
    }
}

type Stretch = { readonly start: number; readonly plain: string }

/**
 * Stretches of what can be read, and at which byte they begin: ASCII, also in UTF-16, whose zeros stand between. Only each
 * byte that a stretch cannot miss is looked at, until one of them is text.
 */
const texts = (codes: Uint8Array, before: number, bits: number): readonly Stretch[] => {
  const found: Stretch[] = []
  const end = Math.floor(((codes.length - before) * bits) / 8)
  const byteAt = (at: number): number => {
    const bit = at * 8
    const first = before + Math.floor(bit / bits)
    return ((((codes[first] ?? 0) << bits) | (codes[first + 1] ?? 0)) >> (2 * bits - 8 - (bit % bits))) & 0xff
  }
  const isText = (at: number): boolean => READABLE[byteAt(at)] === 1
  let done = 0
  for (let at = SHORTEST - 1; at < end; at += SHORTEST) {
    if (!isText(at)) continue
    let [from, to] = [at, at + 1]
    while (from > done && isText(from - 1)) from -= 1
    while (to < end && isText(to)) to += 1
    if (to - from >= SHORTEST) {
      const bytes = Buffer.alloc(to - from)
      for (let one = from; one < to; one++) bytes[one - from] = byteAt(one)
      found.push({ start: from, plain: bytes.toString('latin1') })
    }
    done = to
    at = to
  }
  return found
}

const READABLE = Uint8Array.from({ length: 256 }, (_, code) =>
  (code >= 0x20 && code < 0x7f) || code === 0 || code === 9 || code === 10 || code === 13 ? 1 : 0,
)

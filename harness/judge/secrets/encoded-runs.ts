import type { Span } from '../../model/capture.ts'
import { fromBase32 } from './base32.ts'

/** A stretch of a text that is an encoding of something readable. */
export type EncodedRun = {
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
  readonly read: (run: string) => Buffer
}

/** Characters of the shortest run of any of them. */
const SHORTEST_RUN = 14

const ALPHABETS: readonly Alphabet[] = [
  // Node reads both alphabets of Base64, and both cases of hex.
  { name: 'base64', bits: 6, group: 4, run: /[A-Za-z0-9+/_-]{14,}/g, read: (run) => Buffer.from(run, 'base64') },
  { name: 'hex', bits: 4, group: 2, run: /[0-9A-Fa-f]{20,}/g, read: (run) => Buffer.from(run, 'hex') },
  { name: 'base32', bits: 5, group: 8, run: /[A-Z2-7]{16,}|[a-z2-7]{16,}/g, read: (run) => fromBase32(run) },
]

/** Fewer would not be eight characters in an encoding of their own. */
const SHORTEST = 10

/**
 * What can be read in stretches of Base64, Base32 and hex, wherever in one it begins, forwards and backwards: an encoding in an
 * encoding is found there, which is none of a secret's own forms. Chance hardly makes ten bytes that are text.
 */
export const encodedRuns = function* (text: string): Iterable<EncodedRun> {
  const stretches = wordsIn(text)
  for (const one of ALPHABETS)
    for (const [start, word] of stretches)
      for (const { index: at, 0: run } of word.matchAll(one.run)) {
        const index = start + at
        yield* readable(run, one, (from, to) => [index + from, index + to])
        const end = index + run.length
        yield* readable(backwards(run), one, (from, to) => [end - to, end - from])
      }
}

/**
 * Where something may be encoded, and what stands there: the characters of Base64 are those of the others too. Only each
 * character that a stretch cannot miss is looked at, until one of them is of it.
 */
const wordsIn = (text: string): readonly (readonly [from: number, word: string])[] => {
  const found: (readonly [number, string])[] = []
  let done = 0
  for (let at = SHORTEST_RUN - 1; at < text.length; at += SHORTEST_RUN) {
    if (!isOfRun(text, at)) continue
    let [from, to] = [at, at + 1]
    while (from > done && isOfRun(text, from - 1)) from -= 1
    while (to < text.length && isOfRun(text, to)) to += 1
    if (to - from >= SHORTEST_RUN) found.push([from, text.slice(from, to)])
    done = to
    at = to
  }
  return found
}

const isOfRun = (text: string, at: number): boolean => OF_RUN[text.charCodeAt(at)] === 1

const OF_RUN = Uint8Array.from({ length: 128 }, (_, code) => Number(/[A-Za-z0-9+/_-]/.test(String.fromCharCode(code))))

const backwards = (run: string): string => Buffer.from(run, 'latin1').reverse().toString('latin1')

const readable = function* (
  run: string,
  { name, bits, group, read }: Alphabet,
  placeOf: (from: number, to: number) => Span,
): Iterable<EncodedRun> {
  for (let before = 0; before < group; before++) {
    const bytes = read(run.slice(before))
    for (const [start, end] of texts(bytes)) {
      const at = (byte: number): number => before + ((start + byte) * 8) / bits
      const spanOf = (from: number, to: number): Span => placeOf(Math.ceil(at(from)), Math.floor(at(to)))
      yield { name, plain: bytes.toString('latin1', start, end), spanOf }
    }
  }
}

/**
 * Stretches of what can be read: ASCII, also in UTF-16, whose zeros stand between. Only each byte that a stretch cannot miss
 * is looked at, until one of them is text.
 */
const texts = (bytes: Uint8Array): readonly Span[] => {
  const found: Span[] = []
  let done = 0
  for (let at = SHORTEST - 1; at < bytes.length; at += SHORTEST) {
    if (!isText(bytes, at)) continue
    let [from, to] = [at, at + 1]
    while (from > done && isText(bytes, from - 1)) from -= 1
    while (to < bytes.length && isText(bytes, to)) to += 1
    if (to - from >= SHORTEST && !isOneCharacter(bytes, from, to)) found.push([from, to])
    done = to
    at = to
  }
  return found
}

/** A file of zeros reads so in each way. */
const isOneCharacter = (bytes: Uint8Array, from: number, to: number): boolean => {
  let at = from + 1
  while (at < to && bytes[at] === bytes[from]) at += 1
  return at === to
}

const isText = (bytes: Uint8Array, at: number): boolean => READABLE[bytes[at] ?? 0x80] === 1

const READABLE = Uint8Array.from({ length: 256 }, (_, code) =>
  (code >= 0x20 && code < 0x7f) || code === 0 || code === 9 || code === 10 || code === 13 ? 1 : 0,
)

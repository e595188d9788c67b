import type { Span } from '../../model/capture.ts'

/** A stretch of a text that is an encoding of something readable. */
export type EncodedRun = {
  readonly name: string
  readonly plain: string
  /** Where in the text characters of `plain` stand; those that decide a neighbour too are left out. */
  readonly spanOf: (from: number, to: number) => Span
}

type Alphabet = {
  /** Also Node's name of it, which reads both alphabets of Base64 and both cases of hex. */
  readonly name: 'base64' | 'hex'
  /** Bits of a character. */
  readonly bits: number
  /** Characters before the next one begins a byte again. */
  readonly group: number
  /** Enough of them that eight characters may be in it. */
  readonly run: RegExp
}

const ALPHABETS: readonly Alphabet[] = [
  { name: 'base64', bits: 6, group: 4, run: /[A-Za-z0-9+/_-]{14,}/g },
  { name: 'hex', bits: 4, group: 2, run: /[0-9A-Fa-f]{20,}/g },
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
      yield* readable(run, one, (from, to) => [index + from, index + to])
      const end = index + run.length
      yield* readable(backwards(run), one, (from, to) => [end - to, end - from])
    }
}

const backwards = (run: string): string => Buffer.from(run, 'latin1').reverse().toString('latin1')

const readable = function* (
  run: string,
  { name, bits, group }: Alphabet,
  placeOf: (from: number, to: number) => Span,
): Iterable<EncodedRun> {
  for (let before = 0; before < group; before++) {
    const bytes = Buffer.from(run.slice(before), name)
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
    if (to - from >= SHORTEST) found.push([from, to])
    done = to
    at = to
  }
  return found
}

const isText = (bytes: Uint8Array, at: number): boolean => READABLE[bytes[at] ?? 0x80] === 1

const READABLE = Uint8Array.from({ length: 256 }, (_, code) =>
  (code >= 0x20 && code < 0x7f) || code === 0 || code === 9 || code === 10 || code === 13 ? 1 : 0,
)

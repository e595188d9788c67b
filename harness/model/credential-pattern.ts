import type { Span } from './capture.ts'

/** `{24}`, `{16:A-Z0-9}`, `{32:hex}`. */
export const HOLE = /\{(\d{1,4})(?::([^{}]+))?\}/g

export type HoleAlphabet = readonly string[]

const LETTERS_AND_DIGITS = 'A-Za-z0-9'
/** Alphabets with a name of their own; RFC 4648, sections 4, 5 and 8. */
const NAMED: Readonly<Record<string, string>> = {
  hex: '0-9a-f',
  base64: 'A-Za-z0-9+/',
  base64url: 'A-Za-z0-9_-',
}

/** The characters of a hole: a named alphabet, or characters and ranges of them (`A-Z2-7`). */
export const holeAlphabet = (name: string = LETTERS_AND_DIGITS): HoleAlphabet => {
  const text = NAMED[name] ?? name
  const found = new Set<string>()
  for (const [, first = '', last] of text.matchAll(/(.)(?:-(.))?/gs)) {
    const end = (last ?? first).charCodeAt(0)
    for (let code = first.charCodeAt(0); code <= end; code++) found.add(String.fromCharCode(code))
    if (last !== undefined && end < first.charCodeAt(0)) return []
  }
  return [...found]
}

/**
 * Fewer bits, and a value could stand in a request by chance, or be guessed from a report. Twelve letters and digits have
 * 71.
 */
export const LEAST_BITS = 60

/** How many bits of a pattern's value are made anew. */
export const randomBits = (pattern: string): number =>
  [...pattern.matchAll(HOLE)].reduce((bits, [, length, alphabet]) => {
    const { length: characters } = holeAlphabet(alphabet)
    return bits + (characters > 1 ? Number(length) * Math.log2(characters) : 0)
  }, 0)

/** Where the characters that are made anew stand in a pattern's value. */
export const holesIn = (pattern: string): readonly Span[] => {
  const holes: Span[] = []
  let shorter = 0
  for (const { index, 0: hole, 1: length } of pattern.matchAll(HOLE)) {
    const from = index - shorter
    holes.push([from, from + Number(length)])
    shorter += hole.length - Number(length)
  }
  return holes
}

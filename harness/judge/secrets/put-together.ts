import { type Read, type Undone, undoneBy } from './undone.ts'

/** Pieces of so many characters are found by themselves. */
const LONGEST = 7
/** More between two pieces is no separator any more. */
const WIDEST = 24
/** Of pieces that were put together; fewer give nothing away. */
const SHORTEST = 8

/**
 * Puts together what was cut into pieces of one length (the last may be shorter), whatever stands between them: `c8a1-93fe-…`,
 * `["c8a","193","fe0"]`, `c.8.a.1.9.3.f.e`; null: there is nothing of the kind.
 */
export const putTogether = (text: string): Undone | null => undoneBy(text, (read) => separators(text, read))

const separators = (text: string, read: Read): void => {
  /** Where each begins and ends. */
  let between: number[] = []
  let [length, characters] = [0, 0]
  const readAll = (): void => {
    if (characters < SHORTEST || between.length <= 2) return
    for (let one = 0; one < between.length; one += 2) read(between[one] ?? 0, between[one + 1] ?? 0, '')
  }
  let end = 0
  for (let at = nextPiece(text, 0); at < text.length; at = nextPiece(text, end)) {
    const before = end
    end = endOfPiece(text, at)
    const here = end - at
    const follows = length > 0 && at - before <= WIDEST && here <= length
    if (follows) {
      between.push(before, at)
      characters += here
    }
    if (follows && here === length) continue
    readAll()
    between = []
    length = here <= LONGEST ? here : 0
    characters = here
  }
  readAll()
}

/** Where a piece begins, at this place or behind it; at the end of the text: nowhere. */
const nextPiece = (text: string, from: number): number => {
  let at = from
  while (at < text.length && !isOfPiece(text.charCodeAt(at))) {
    const isEscape = text.charCodeAt(at) === BACKSLASH && BREAKS.includes(text.charCodeAt(at + 1))
    at += isEscape ? 2 : 1
  }
  return Math.min(at, text.length)
}

const endOfPiece = (text: string, from: number): number => {
  let at = from
  while (isOfPiece(text.charCodeAt(at))) at += 1
  return at
}

const BACKSLASH = 0x5c
/** What stands behind a backslash in JSON for a break between lines, or a tab. */
const BREAKS: readonly number[] = [...'nrt'].map((one) => one.charCodeAt(0))

const isOfPiece = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a)

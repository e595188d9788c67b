import { canonical, type Form, SHORTEST } from './forms.ts'

/** A piece of a secret in a text. */
export type Piece = {
  readonly from: number
  readonly to: number
  readonly form: Form
  readonly isWhole: boolean
  /** As it stood in the text that was looked through. */
  readonly written: string
}

/** All pieces in a text, from left to right, none over another. */
export type FindPieces = (text: string) => readonly Piece[]

type Place = { readonly form: Form; readonly at: number }

/**
 * Finds pieces in one pass, whatever the number of secrets: each eight characters of a text are a number, made from that of
 * the eight before, and a table of bits says whether any form has one like it. Only then is looked closer.
 */
export const pieceFinder = (forms: readonly Form[]): FindPieces => {
  const table = new Uint8Array(2 ** (TABLE_BITS - 3))
  /** By number the last place that has it; by place the one before it with the same, or -1. */
  const last = new Map<number, number>()
  const before: number[] = []
  const places: Place[] = []
  for (const form of forms)
    for (const [from, to] of form.drawn)
      for (let at = from; at + SHORTEST <= to; at++) {
        const number = numberOf(form.text, at)
        before.push(last.get(number) ?? -1)
        last.set(number, places.push({ form, at }) - 1)
        const bit = number >>> (32 - TABLE_BITS)
        table[bit >>> 3] = (table[bit >>> 3] ?? 0) | (1 << (bit & 7))
      }
  const longestAt = (text: string, from: number, number: number): Piece | null => {
    let longest: Piece | null = null
    for (let one = last.get(number) ?? -1; one >= 0; one = before[one] ?? -1) {
      const place = places[one]
      const piece = place ? extended(text, from, place.form, place.at) : null
      if (piece && piece.to - piece.from > (longest ? longest.to - longest.from : 0)) longest = piece
    }
    return longest
  }
  return (text) => {
    if (text.length < SHORTEST || places.length === 0) return NONE
    let pieces: Piece[] | null = null
    let taken = 0
    let number = 0
    for (let at = 0; at < text.length; at++) {
      number = (number << 4) ^ (VALUES[text.charCodeAt(at) & 127] ?? 0)
      const bit = number >>> (32 - TABLE_BITS)
      if (((table[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0 || at < taken + SHORTEST - 1) continue
      const piece = longestAt(text, at - SHORTEST + 1, number)
      if (piece === null || piece.to <= taken) continue
      pieces ??= []
      pieces.push(piece.from < taken ? { ...piece, from: taken } : piece)
      taken = piece.to
    }
    return pieces ?? NONE
  }
}

const NONE: readonly Piece[] = []

/** As long as text and form go on alike, on both sides; null: too short for more than chance. */
const extended = (text: string, at: number, form: Form, inForm: number): Piece | null => {
  let [from, start] = [at, inForm]
  while (from > 0 && start > 0 && isAlike(text, from - 1, form.text, start - 1)) {
    from -= 1
    start -= 1
  }
  let [to, end] = [at, inForm]
  while (to < text.length && end < form.text.length && isAlike(text, to, form.text, end)) {
    to += 1
    end += 1
  }
  // A text with half of an escape in it could not be read any more.
  if (slashesBefore(text, from) % 2 === 1) {
    from += 1
    start += 1
  }
  if (to > from && slashesBefore(text, to) % 2 === 1) {
    to -= 1
    end -= 1
  }
  const drawn = form.drawn.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(end, b) - Math.max(start, a)), 0)
  return to - from < SHORTEST || drawn < form.least
    ? null
    : { from, to, form, isWhole: start === 0 && end === form.text.length, written: text.slice(from, to) }
}

/** Backslashes that stand right before this place. */
const slashesBefore = (text: string, at: number): number => {
  let from = at
  while (text.charCodeAt(from - 1) === BACKSLASH) from -= 1
  return at - from
}
const BACKSLASH = 92

const isAlike = (text: string, at: number, form: string, inForm: number): boolean => {
  const code = text.charCodeAt(at)
  return code < 128 ? CANONICAL[code] === form.charCodeAt(inForm) : code === form.charCodeAt(inForm)
}

const TABLE_BITS = 23

const CANONICAL = Uint8Array.from({ length: 128 }, (_, code) => canonical(String.fromCharCode(code)).charCodeAt(0))

/** A number for each character, spread over 32 bits, the same for those that `canonical` makes one. */
const VALUES = Int32Array.from(CANONICAL, (code) => {
  const mixed = Math.imul(code + 1, 0x9e3779b1)
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
})

/** Of the eight characters at this place: each is shifted out by the eighth after it. */
const numberOf = (text: string, from: number): number => {
  let number = 0
  for (let at = from; at < from + SHORTEST; at++) number = (number << 4) ^ (VALUES[text.charCodeAt(at) & 127] ?? 0)
  return number
}

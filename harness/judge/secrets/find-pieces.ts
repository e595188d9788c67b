import { canonical, type Form, SHORTEST } from './forms.ts'

/** A piece of a secret in a text. */
export type Piece = { readonly from: number; readonly to: number; readonly form: Form; readonly isWhole: boolean }

/** All pieces in a text, from left to right, none over another. */
export type FindPieces = (text: string) => readonly Piece[]

type Place = { readonly form: Form; readonly at: number }

/**
 * Finds pieces in one pass, whatever the number of secrets: each eight characters of a text are a number, made from that of
 * the eight before, and a table of bits says whether any form has one like it. Only then is looked closer.
 */
export const pieceFinder = (forms: readonly Form[]): FindPieces => {
  const table = new Uint8Array(2 ** TABLE_BITS)
  const windows = new Map<string, Place[]>()
  for (const form of forms)
    for (const [from, to] of form.drawn)
      for (let at = from; at + SHORTEST <= to; at++) {
        const window = form.text.slice(at, at + SHORTEST)
        const places = windows.get(window)
        if (places) places.push({ form, at })
        else windows.set(window, [{ form, at }])
        table[numberOf(window) >>> (32 - TABLE_BITS)] = 1
      }
  const longestAt = (text: string, from: number): Piece | null => {
    const places = windows.get(canonical(text.slice(from, from + SHORTEST))) ?? []
    return places.reduce<Piece | null>((longest, { form, at }) => {
      const piece = extended(text, from, form, at)
      return piece && piece.to - piece.from > (longest ? longest.to - longest.from : 0) ? piece : longest
    }, null)
  }
  return (text) => {
    if (text.length < SHORTEST || windows.size === 0) return NONE
    let pieces: Piece[] | null = null
    let taken = 0
    let number = 0
    for (let at = 0; at < text.length; at++) {
      number = (number << 4) ^ valueOf(text.charCodeAt(at))
      if (table[number >>> (32 - TABLE_BITS)] !== 1 || at < taken + SHORTEST - 1) continue
      const piece = longestAt(text, at - SHORTEST + 1)
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
  let [to, end] = [at + SHORTEST, inForm + SHORTEST]
  while (to < text.length && end < form.text.length && isAlike(text, to, form.text, end)) {
    to += 1
    end += 1
  }
  const drawn = form.drawn.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(end, b) - Math.max(start, a)), 0)
  return drawn < form.least ? null : { from, to, form, isWhole: start === 0 && end === form.text.length }
}

const isAlike = (text: string, at: number, form: string, inForm: number): boolean =>
  valueOf(text.charCodeAt(at)) === valueOf(form.charCodeAt(inForm))

const TABLE_BITS = 18

/** A number for each character, spread over 32 bits, the same for those that `canonical` makes one. */
const VALUES = Int32Array.from({ length: 128 }, (_, code) => {
  const mixed = Math.imul(canonical(String.fromCharCode(code)).charCodeAt(0) + 1, 0x9e3779b1)
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) | 0
})

const valueOf = (code: number): number => (code < 128 ? (VALUES[code] ?? 0) : code)

/** Of eight characters: each is shifted out by the eighth after it. */
const numberOf = (window: string): number => {
  let number = 0
  for (let at = 0; at < window.length; at++) number = (number << 4) ^ valueOf(window.charCodeAt(at))
  return number
}

import type { Minted } from '../../model/capture.ts'
import { type FindPieces, type Piece, pieceFinder } from './find-pieces.ts'
import { formsOf } from './forms.ts'
import { withoutEscapes } from './without-escapes.ts'

/** Puts names in the place of secrets, and of pieces of them. */
export type Conceal = (text: string) => string

/**
 * Replaces what is left of secrets in a text: each piece of eight characters or more that cannot stand there by chance, in
 * itself or in an encoding, in either case of letters, forwards or backwards: `‹piece of api-key›`, `hex(‹piece of api-key›)`.
 */
export const concealer = (secrets: readonly Minted[]): Conceal => {
  const byLength = [...secrets].sort((a, b) => b.value.length - a.value.length)
  const find = pieceFinder(byLength.flatMap(formsOf))
  return (text) => {
    const out = replaced(text, find(text))
    const undone = withoutEscapes(out)
    return undone === null ? out : replaced(out, piecesIn(undone, find))
  }
}

const piecesIn = ({ plain, placeOf }: NonNullable<ReturnType<typeof withoutEscapes>>, find: FindPieces) =>
  find(plain).map((piece) => ({ ...piece, from: placeOf(piece.from), to: placeOf(piece.to) }))

const replaced = (text: string, pieces: readonly Piece[]): string => {
  if (pieces.length === 0) return text
  let out = ''
  let done = 0
  for (const { from, to, form, isWhole } of pieces) {
    out += text.slice(done, from) + form.shown(text.slice(from, to), isWhole)
    done = to
  }
  return out + text.slice(done)
}

import type { Minted } from '../../model/capture.ts'
import { closedUp, fromNumbers, withoutZeros } from './closed-up.ts'
import { encodedRuns } from './encoded-runs.ts'
import { type FindPieces, type Piece, pieceFinder } from './find-pieces.ts'
import { formsOf } from './forms.ts'
import { largeNumbers } from './large-numbers.ts'
import { withoutKeys, withoutNames, withoutTags } from './left-out.ts'
import { type Looking, looking, notLookedInto } from './looking.ts'
import { putTogether } from './put-together.ts'
import type { Undone } from './undone.ts'
import { withoutEscapes } from './without-escapes.ts'

/** Puts names in the place of secrets, and of pieces of them. */
export type Conceal = (text: string) => string

/**
 * Replaces what is left of secrets in a text: each piece of eight characters or more that cannot stand there by chance, in
 * itself or in an encoding, in either case of letters, forwards or backwards: `‹piece of api-key›`, `hex(‹piece of api-key›)`.
 * What keeps its characters apart is undone, also where it was done several times. What reads in more ways than are looked
 * through is not shown: see `looking.ts`.
 */
export const concealer = (secrets: readonly Minted[]): Conceal => {
  // Who has none has nothing to hide.
  if (secrets.length === 0) return (text) => text
  const byLength = [...secrets].sort((a, b) => b.value.length - a.value.length)
  const find = pieceFinder(byLength.flatMap(formsOf))
  return (text) => replaced(text, piecesIn(text, find, { ...MOST, looking: looking(text) }))
}

type Most = { readonly escapes: number; readonly encodings: number; readonly looking: Looking }

/** A text that was written into another four times is no longer read by anybody, nor one that was encoded more often than that. */
const MOST = { escapes: 4, encodings: 2 }

type Reader = (text: string) => Undone | null
const OTHERWISE: readonly Reader[] = [closedUp, putTogether, withoutZeros, ...fromNumbers]
/** Before it is read in one of these ways. */
const LEFT_OUT: readonly Reader[] = [withoutTags, withoutKeys, withoutNames]

const readBy = (readers: readonly Reader[], text: string, find: FindPieces): readonly Piece[] =>
  readers.flatMap((read) => {
    const other = read(text)
    return other ? inPlace(other, find(other.plain)) : []
  })

/** All, from left to right, none over another: in the text as it stands, and as it reads otherwise. */
const piecesIn = (text: string, find: FindPieces, most: Most): readonly Piece[] => {
  const undone = most.escapes > 0 ? withoutEscapes(text) : null
  const otherwise = undone
    ? inPlace(undone, piecesIn(undone.plain, find, { ...most, escapes: most.escapes - 1 }))
    : [
        ...readBy(OTHERWISE, text, find),
        ...readBy(LEFT_OUT, text, (plain) => [...find(plain), ...readBy(OTHERWISE, plain, find)]),
        ...(most.encodings > 0 ? encodedIn(text, find, { ...most, encodings: most.encodings - 1 }) : []),
      ]
  return otherwise.length === 0 ? find(text) : apart([...find(text), ...otherwise])
}

const readingsOf = function* (text: string) {
  yield* encodedRuns(text)
  yield* largeNumbers(text)
}

const encodedIn = (text: string, find: FindPieces, most: Most): readonly Piece[] => {
  const all: Piece[] = []
  for (const { name, plain, spanOf } of readingsOf(text)) {
    const pieces = most.looking.into(plain) ? piecesIn(plain, find, most) : [notLookedInto(plain)]
    for (const piece of pieces) {
      const [from, to] = spanOf(piece.from, piece.to)
      const { form } = piece
      all.push({ ...piece, from, to, form: { ...form, shown: (...of) => `${name}(${form.shown(...of)})` } })
    }
  }
  return all
}

const inPlace = ({ placeOf, endOf }: Undone, pieces: readonly Piece[]): readonly Piece[] =>
  pieces.map((piece) => ({ ...piece, from: placeOf(piece.from), to: endOf(piece.to) }))

/** Of what stands over another the one that begins first; of the other what is left. */
const apart = (pieces: readonly Piece[]): readonly Piece[] => {
  const kept: Piece[] = []
  let taken = 0
  for (const piece of pieces.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (piece.to <= taken) continue
    kept.push(piece.from < taken ? { ...piece, from: taken, isWhole: false } : piece)
    taken = piece.to
  }
  return kept
}

const replaced = (text: string, pieces: readonly Piece[]): string => {
  if (pieces.length === 0) return text
  let out = ''
  let done = 0
  for (const { from, to, form, isWhole, written } of pieces) {
    out += text.slice(done, from) + form.shown(written, isWhole)
    done = to
  }
  return out + text.slice(done)
}

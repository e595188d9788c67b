import { columns, startOf } from '../../../columns.ts'
import { clean, cutAt } from '../../words/plain.ts'

/** Between words that stay on one line; printed as a space. */
export const NO_BREAK = '\u00a0'

/** How a stretch of `code` looks. Given when there is colour; without it the backticks stay. */
export type PaintCode = ((code: string) => string) | null

type Piece = { readonly text: string; readonly code: boolean }
type Word = readonly Piece[]

/**
 * Breaks a sentence into lines of at most `width` columns. What stands in backticks or in ‹…› is kept on one line where
 * it fits one, and so is what `NO_BREAK` joins; a longer word is cut.
 */
export const wrap = (text: string, width: number, paint: PaintCode = null): string[] => {
  const room = Math.max(8, width)
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of wordsOf(clean(text), room, paint !== null)) {
    const size = widthOf(word)
    if (used > 0 && used + 1 + size > room) {
      lines.push(line)
      line = ''
      used = 0
    }
    line += (used > 0 ? ' ' : '') + word.map((piece) => painted(piece, paint)).join('')
    used += (used > 0 ? 1 : 0) + size
  }
  return (used > 0 || lines.length === 0 ? [...lines, line] : lines).map(spaced)
}

/** One line of at most `width` columns; what does not fit is cut and marked with `…`. */
export const oneLine = (text: string, width: number, paint: PaintCode = null): string => {
  const whole = clean(text)
  const shown = spaced(paint ? whole.replaceAll('`', '') : whole)
  if (columns(shown) > width) return cutAt(shown, headOf(shown, width - 1).length)
  return wrap(whole, width, paint).join(' ')
}

/** Filled with spaces to `width` columns. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)))

const spaced = (line: string): string => line.replaceAll(NO_BREAK, ' ')

const painted = ({ text, code }: Piece, paint: PaintCode): string => {
  if (!paint) return text
  return code ? paint(text) : text.replaceAll(/‹[^›]*›/gu, (role) => paint(role))
}

const widthOf = (word: Word): number => word.reduce((sum, piece) => sum + columns(piece.text), 0)

/** With colour the backticks go, since the colour says the same; without it they are part of the text. */
const wordsOf = (text: string, room: number, colour: boolean): Word[] => {
  const stretches = text.split('`')
  const even = stretches.length % 2 === 1
  const words: Piece[][] = []
  let open = false
  stretches.forEach((stretch, index) => {
    const code = index % 2 === 1 && (even || index < stretches.length - 1)
    const lone = index % 2 === 1 && !code
    const shown = code ? (colour ? stretch : `\`${stretch}\``) : lone ? `\`${stretch}` : stretch
    const whole = code && columns(shown) <= room
    const parts = whole ? [shown] : shown.split(' ')
    parts.forEach((part, place) => {
      if (place > 0) open = false
      for (const piece of chunks(part, room)) {
        const last = words.at(-1)
        if (open && last && widthOf(last) + columns(piece) <= room) last.push({ text: piece, code })
        else if (piece !== '') words.push([{ text: piece, code }])
        open = open || piece !== ''
      }
    })
  })
  return words
}

/** A word longer than a line, parted behind a sign where one is near. */
const chunks = (word: string, room: number): string[] => {
  const parts: string[] = []
  let rest = word
  while (rest.length > room || columns(rest) > room) {
    const head = headOf(rest, room)
    if (head.length === rest.length) break
    const sign = head.search(/[/?&=,._-][^/?&=,._-]*$/u) + 1
    const at = columns(head.slice(0, sign)) >= room / 2 ? sign : headOf(rest, Math.ceil(room / 2)).length
    parts.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return [...parts, rest]
}

/** As many whole characters as `width` columns hold; where not even one fits, a part of it. */
const headOf = (text: string, width: number): string => startOf(text, width) || ([...text.slice(0, 2)][0] ?? '')

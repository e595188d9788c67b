import { clean, cut } from '../../words/plain.ts'

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
    const size = lengthOf(word)
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
  if (shown.length > width) return cut(shown, width)
  return wrap(whole, width, paint).join(' ')
}

/** Columns that a painted text takes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape code begins with one
export const columns = (text: string): number => text.replaceAll(/\u001b\[[0-9;]*m/gu, '').length

/** Filled with spaces to `width` columns. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)))

const spaced = (line: string): string => line.replaceAll(NO_BREAK, ' ')

const painted = ({ text, code }: Piece, paint: PaintCode): string => {
  if (!paint) return text
  return code ? paint(text) : text.replaceAll(/‹[^›]*›/gu, (role) => paint(role))
}

const lengthOf = (word: Word): number => word.reduce((sum, piece) => sum + piece.text.length, 0)

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
    const whole = code && shown.length <= room
    const parts = whole ? [shown] : shown.split(' ')
    parts.forEach((part, place) => {
      if (place > 0) open = false
      for (const piece of chunks(part, room)) {
        const last = words.at(-1)
        if (open && last && lengthOf(last) + piece.length <= room) last.push({ text: piece, code })
        else if (piece !== '') words.push([{ text: piece, code }])
        open = open || piece !== ''
      }
    })
  })
  return words
}

const chunks = (word: string, room: number): string[] => {
  if (word.length <= room) return [word]
  const at = Math.max(word.slice(0, room).search(/[/?&=,._-][^/?&=,._-]*$/u) + 1, Math.ceil(room / 2))
  return [word.slice(0, at), ...chunks(word.slice(at), room)]
}

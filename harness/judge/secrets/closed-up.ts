import { type Read, type Undone, undoneBy } from './undone.ts'

/** Without one of these nothing stands apart; most of what is read in an encoding has none. */
const SEPARATOR = /[\s,:;|./\\-]/

/** Also a break between lines that stands in a text of JSON. */
const BETWEEN = '(?:[\\s,:;|./-]|\\\\{1,8}[nrt]){1,24}'
/** Bytes as tools show them: one or some together. */
const BYTES = '(?:0x)?(?:[0-9a-f]{2}){1,8}'
const APART = new RegExp(`\\b(?:(?:${BYTES}${BETWEEN}){2,}${BYTES}|(?:\\w${BETWEEN}){7,}\\w)\\b`, 'gi')
const LEFT_OUT = new RegExp(`(?:^|${BETWEEN})(?:0x)?`, 'gi')

/** Brings together what stands apart, as `63 38 61 31` or `c 8 a 1`; null: there is nothing of the kind. */
export const closedUp = (text: string): Undone | null =>
  SEPARATOR.test(text) ? undoneBy(text, (read) => within(text, APART, LEFT_OUT, () => '', read)) : null

/** The zeros of UTF-16 in hex, in one order of bytes or the other. */
const WIDE = /(?:[2-7][0-9a-f]00){8,}|(?:00[2-7][0-9a-f]){8,}/gi
const PAIR = /00|([2-7][0-9a-f])/gi

/** Hex without the zeros of UTF-16; null: there is none. */
export const withoutZeros = (text: string): Undone | null =>
  text.includes('00') ? undoneBy(text, (read) => within(text, WIDE, PAIR, (pair) => pair, read)) : null

/** How bytes are listed: in tens, in eights, in twos. */
const NUMBERS = [
  { radix: 10, written: '\\d{2,3}' },
  { radix: 8, written: '(?:0o?)?[0-7]{2,3}' },
  { radix: 2, written: '(?:0b)?[01]{6,8}' },
]

/** Reads bytes that are listed (`[99, 56, 97, 49, …]`) as characters, one for each way to write a number; null: there are none. */
export const fromNumbers: readonly ((text: string) => Undone | null)[] = NUMBERS.map(({ radix, written }) => {
  const places = new RegExp(`\\b(?:${written}${BETWEEN}){7,}${written}\\b`, 'g')
  const number = new RegExp(`(${written})(?:${BETWEEN})?`, 'g')
  const character = (one: string): string => String.fromCharCode(Number.parseInt(one.replace(/^0[ob]/, ''), radix))
  return (text) =>
    SEPARATOR.test(text) ? undoneBy(text, (read) => within(text, places, number, character, read)) : null
})

/** Of each place of the first kind what is of the second, and how that reads. */
const within = (text: string, places: RegExp, parts: RegExp, as: (group: string) => string, read: Read): void => {
  for (const place of text.matchAll(places))
    for (const part of place[0].matchAll(parts)) {
      const from = place.index + part.index
      read(from, from + part[0].length, as(part[1] ?? ''))
    }
}

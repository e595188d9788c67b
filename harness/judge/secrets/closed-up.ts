import { type Reading, type Undone, undoneBy } from './undone.ts'

/** Also a break between lines that stands in a text of JSON. */
const BETWEEN = '(?:[\\s,:;|-]|\\\\{1,8}[nrt]){1,24}'
/** Bytes as tools show them: one or some together. */
const BYTES = '(?:0x)?(?:[0-9a-f]{2}){1,8}'
const APART = new RegExp(`\\b(?:(?:${BYTES}${BETWEEN}){2,}${BYTES}|(?:\\w${BETWEEN}){7,}\\w)\\b`, 'gi')
const LEFT_OUT = new RegExp(`(?:^|${BETWEEN})(?:0x)?`, 'gi')

/** Brings together what stands apart, as `63 38 61 31` or `c 8 a 1`; null: there is nothing of the kind. */
export const closedUp = (text: string): Undone | null =>
  undoneBy(
    text,
    within(text, APART, LEFT_OUT, () => ''),
  )

/** The zeros of UTF-16 in hex, in one order of bytes or the other. */
const WIDE = /(?:[2-7][0-9a-f]00){8,}|(?:00[2-7][0-9a-f]){8,}/gi
const PAIR = /00|([2-7][0-9a-f])/gi

/** Hex without the zeros of UTF-16; null: there is none. */
export const withoutZeros = (text: string): Undone | null =>
  undoneBy(
    text,
    within(text, WIDE, PAIR, (pair) => pair),
  )

const NUMBERS = new RegExp(`\\b(?:\\d{2,3}${BETWEEN}){7,}\\d{2,3}\\b`, 'g')
const NUMBER = new RegExp(`(\\d+)(?:${BETWEEN})?`, 'g')

/** Reads bytes that are listed (`[99, 56, 97, 49, …]`) as characters; null: there are none. */
export const fromNumbers = (text: string): Undone | null =>
  undoneBy(
    text,
    within(text, NUMBERS, NUMBER, (number) => String.fromCharCode(Number(number))),
  )

/** Of each place of the first kind what is of the second, and how that reads. */
const within = function* (
  text: string,
  places: RegExp,
  parts: RegExp,
  as: (group: string) => string,
): Iterable<Reading> {
  for (const place of text.matchAll(places))
    for (const part of place[0].matchAll(parts)) {
      const from = place.index + part.index
      yield { from, to: from + part[0].length, as: as(part[1] ?? '') }
    }
}

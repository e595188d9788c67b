import { type Read, type Undone, undoneBy } from './undone.ts'

const HEX = '[0-9a-fA-F]'
/** As many as stand there when a text was written into another, and that again. */
const SLASHES = '(?<!\\\\)\\\\+'

/** Each with one group: the number of a character. */
const IN_HEX = [
  // RFC 3986
  `%(${HEX}{2})`,
  `%u(${HEX}{4})`,
  // JSON, and program text
  `${SLASHES}u(${HEX}{4})`,
  `${SLASHES}u\\{(${HEX}{1,6})\\}`,
  `${SLASHES}U000(${HEX}{5})`,
  `${SLASHES}x(${HEX}{2})`,
  // HTML; without its end it is read all the same.
  `&(?:amp;)*#[xX](${HEX}{1,6});?`,
  // Quoted-printable (RFC 2045). A single one would be a parameter.
  `=(${HEX}{2})(?==${HEX}{2})`,
  `(?<==${HEX}{2})=(${HEX}{2})`,
]
const IN_OCTAL = `${SLASHES}([0-3][0-7]{2})`
const IN_DECIMAL = '&(?:amp;)*#(\\d{1,7});?'
const SLASH = `${SLASHES}(/)`
/** ASCII in the width of an ideograph: https://www.unicode.org/charts/PDF/UFF00.pdf */
const WIDE = '([\\uff01-\\uff5e])'
/** Between the characters of a text in UTF-16 stand zeros. */
const NOTHING = '[\\0\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff]+'

const ESCAPE = new RegExp([...IN_HEX, IN_OCTAL, IN_DECIMAL, SLASH, WIDE, NOTHING].join('|'), 'g')
const NUMBERS = IN_HEX.length

/** Undoes what keeps each character apart, and leaves out what has no width; null: there is nothing of the kind. */
export const withoutEscapes = (text: string): Undone | null =>
  MAY_BE.test(text) ? undoneBy(text, (read) => escapesIn(text, read)) : null

/** Most texts have none of it. */
const MAY_BE = new RegExp(`[%&\\\\\\uff01-\\uff5e]|${NOTHING}|=${HEX}{2}=`)

const escapesIn = (text: string, read: Read): void => {
  for (const match of text.matchAll(ESCAPE)) read(match.index, match.index + match[0].length, meantBy(match))
}

const meantBy = ([, ...groups]: RegExpMatchArray): string => {
  const [octal, decimal, slash, wide] = groups.slice(NUMBERS)
  const hex = groups.slice(0, NUMBERS).find((group) => group !== undefined)
  if (hex !== undefined) return characterOf(Number.parseInt(hex, 16))
  if (octal !== undefined) return characterOf(Number.parseInt(octal, 8))
  if (wide !== undefined) return characterOf(wide.charCodeAt(0) - WIDER)
  return decimal === undefined ? (slash ?? '') : characterOf(Number(decimal))
}

/** One each, so that places can be counted. */
const characterOf = (code: number): string => (code <= 0xffff ? String.fromCharCode(code) : '\ufffd')

const WIDER = 0xff01 - 0x21

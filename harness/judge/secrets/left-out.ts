import { type Read, type Undone, undoneBy } from './undone.ts'

/** Of markup, and of terminals (ECMA-48, SGR). */
const TAG = new RegExp(`<[^<>]*>|${String.fromCharCode(0x1b)}\\[[0-9;]*m`, 'g')

/** What is highlighted letter by letter, or piece by piece; null: there are no tags. */
export const withoutTags = (text: string): Undone | null =>
  undoneBy(text, (read) => {
    for (const { index, 0: tag } of text.matchAll(TAG)) read(index, index + tag.length, '')
  })

const QUOTE = '\\\\{0,8}"'
const KEY = `${QUOTE}[^"\\\\]{1,40}${QUOTE}\\s{0,8}:`
const SHORT_VALUE = `\\s{0,8}(?:${QUOTE}[^"\\\\]{0,7}${QUOTE}|\\d{1,3})\\s{0,8}`
const MEMBERS = new RegExp(`(?:${KEY}${SHORT_VALUE},\\s{0,8}){2,}${KEY}${SHORT_VALUE}`, 'g')
const KEYS = new RegExp(KEY, 'g')

/** Of a query, a form or a cookie. */
const NAME = '[\\w.[\\]-]{1,40}='
const SHORT = '[^&;=\\s"<>]{0,7}'
const PARAMETERS = new RegExp(`(?<![\\w.[\\]-])(?:${NAME}${SHORT}[&;]\\s?){2,}${NAME}${SHORT}`, 'g')
const NAMES = new RegExp(NAME, 'g')

/**
 * Objects of short members as lists: a text or its bytes that were spread into one, `{"0":"c","1":"8"}`, `{"0":99,"1":56}`;
 * null: there is none of three members or more.
 */
export const withoutKeys = (text: string): Undone | null =>
  text.includes('":') ? undoneBy(text, (read) => partsIn(text, MEMBERS, KEYS, read)) : null

/** Short parameters as lists: `p0=c8a1&p1=f390`; null: there are no three of them. */
export const withoutNames = (text: string): Undone | null =>
  text.includes('=') ? undoneBy(text, (read) => partsIn(text, PARAMETERS, NAMES, read)) : null

const partsIn = (text: string, places: RegExp, parts: RegExp, read: Read): void => {
  for (const { index, 0: place } of text.matchAll(places))
    for (const { index: at, 0: part } of place.matchAll(parts)) read(index + at, index + at + part.length, '')
}

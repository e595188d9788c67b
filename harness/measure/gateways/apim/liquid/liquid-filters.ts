import { parsedDate } from '../expressions/date-parse.ts'
import { dateText } from '../expressions/moments.ts'
import { compared, type Data, isEmpty, itemsOf, memberOf, numberOf, textOf } from './liquid-values.ts'

type Filter = (value: Data, given: readonly Data[]) => Data

const onText =
  (does: (text: string, ...given: string[]) => Data): Filter =>
  (value, given) =>
    does(textOf(value), ...given.map(textOf))

const onNumbers =
  (does: (left: number, right: number) => number): Filter =>
  (value, [other]) =>
    does(numberOf(value), numberOf(other))

const onItems =
  (does: (items: readonly Data[], by: Data) => Data): Filter =>
  (value, [by]) =>
    does(itemsOf(value), by)

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = onText((text) => text.replace(/[&<>"']/g, (each) => HTML[each] ?? each))

/** Of two whole numbers C# leaves the rest away. */
const divided = (left: number, right: number): number =>
  Number.isInteger(left) && Number.isInteger(right) ? Math.trunc(left / right) : left / right

const truncated: Filter = (value, [length = 50, end = '...']) => {
  const text = textOf(value)
  const most = numberOf(length)
  return text.length > most ? text.slice(0, Math.max(0, most - textOf(end).length)) + textOf(end) : text
}

const truncatedWords: Filter = (value, [count = 15, end = '...']) => {
  const words = textOf(value).split(' ')
  const most = Math.max(1, numberOf(count))
  return words.length > most ? words.slice(0, most).join(' ') + textOf(end) : textOf(value)
}

/** By a format of C#'s; what is no date stays as it is. */
const dated: Filter = (value, [format = '']) => {
  const moment = parsedDate(textOf(value), 'DateTime')
  return moment && textOf(format) !== '' ? dateText(moment, textOf(format), NOWHERE) : value
}

const NOWHERE = { file: '', line: 1, column: 1 }

const keyOf = (item: Data, by: Data): Data => (by === undefined ? item : memberOf(item, textOf(by)))

/**
 * The vendor's list, in its own spelling; not Capitalize and Currency, of which neither the page nor Liquid's own says what this
 * one does. https://learn.microsoft.com/azure/api-management/set-body-policy#supported-liquid-filters
 */
export const LIQUID_FILTERS: Readonly<Record<string, Filter>> = {
  Abs: (value) => Math.abs(numberOf(value)),
  Append: onText((text, more = '') => text + more),
  AtLeast: onNumbers(Math.max),
  AtMost: onNumbers(Math.min),
  Compact: onItems((items) => items.filter((item) => item !== null && item !== undefined)),
  Date: dated,
  Default: (value, [otherwise]) =>
    value === undefined || value === null || value === false || isEmpty(value) ? otherwise : value,
  DividedBy: onNumbers(divided),
  Downcase: onText((text) => text.toLowerCase()),
  Escape: escaped,
  First: onItems((items) => items[0]),
  H: escaped,
  Join: onItems((items, by = ' ') => items.map(textOf).join(textOf(by))),
  Last: onItems((items) => items.at(-1)),
  Lstrip: onText((text) => text.trimStart()),
  Map: onItems((items, by) => items.map((item) => keyOf(item, by))),
  Minus: onNumbers((left, right) => left - right),
  Modulo: onNumbers((left, right) => left % right),
  NewlineToBr: onText((text) => text.replace(/\r?\n/g, '<br />\n')),
  Plus: (value, [other]) => (typeof value === 'string' ? value + textOf(other) : numberOf(value) + numberOf(other)),
  Prepend: onText((text, more = '') => more + text),
  Remove: onText((text, part = '') => (part === '' ? text : text.replaceAll(part, ''))),
  RemoveFirst: onText((text, part = '') => text.replace(part, '')),
  Replace: onText((text, part = '', by = '') => (part === '' ? text : text.replaceAll(part, () => by))),
  ReplaceFirst: onText((text, part = '', by = '') => text.replace(part, () => by)),
  Round: (value, [places = 0]) => Number(numberOf(value).toFixed(Math.min(20, Math.max(0, numberOf(places))))),
  Rstrip: onText((text) => text.trimEnd()),
  Size: (value) => memberOf(value, 'size') ?? 0,
  Slice: (value, [from = 0, length = 1]) => {
    const text = textOf(value)
    const start = numberOf(from) < 0 ? Math.max(0, text.length + numberOf(from)) : numberOf(from)
    return text.slice(start, start + numberOf(length))
  },
  Sort: onItems((items, by) => items.toSorted((left, right) => compared(keyOf(left, by), keyOf(right, by)) ?? 0)),
  Split: onText((text, by = ' ') => text.split(by)),
  Strip: onText((text) => text.trim()),
  StripHtml: onText((text) => text.replace(/<[^<>]*>/g, '')),
  StripNewlines: onText((text) => text.replace(/\r?\n/g, '')),
  Times: onNumbers((left, right) => left * right),
  Truncate: truncated,
  TruncateWords: truncatedWords,
  Uniq: onItems((items) => [...new Set(items)]),
  Upcase: onText((text) => text.toUpperCase()),
  UrlDecode: onText((text) => {
    try {
      return decodeURIComponent(text.replaceAll('+', ' '))
    } catch (error) {
      if (error instanceof URIError) return text
      throw error
    }
  }),
  UrlEncode: onText((text) => encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+')),
}

import { decodeEntities } from './entities.ts'
import { endOfExpression } from './expressions/end-of-expression.ts'
import { plain, trimmed, verbatim } from './mapped-text.ts'
import type { RawText } from './raw-element.ts'

export type Scanned = {
  readonly value: RawText
  /** Where reading goes on. */
  readonly end: number
  /** What is wrong with it, and where. */
  readonly fault?: { readonly offset: number; readonly what: string; readonly hint?: string }
}

/**
 * An attribute's value. API Management takes expressions with quotes and angle brackets as they are, so where one begins C#
 * tells where it ends; where the document is well-formed, with `&quot;` in it, XML does.
 * @param start offset after the opening quote
 */
export const scanValue = (text: string, start: number, quote: string): Scanned => {
  const close = text.indexOf(quote, start)
  const short = close === -1 ? null : text.slice(start, close)
  const at = start + blanks(text, start)
  if (!isExpressionStart(text, at)) {
    const mixed = short === null ? null : withinText(text, start, close, quote)
    if (mixed !== null) return mixed
    return close === -1 || isRunaway(short ?? '') ? unclosed(text, start, quote) : xml(text, start, close)
  }
  if (short !== null && isWhole(plain(trimmed(decodeEntities(verbatim(short, start)))))) return xml(text, start, close)
  const end = endOfExpression(text, at)
  const after = end === null ? null : end + blanks(text, end)
  if (end !== null && after !== null && text[after] === quote)
    return { value: { mapped: verbatim(text.slice(at, end), at), doubtful: true }, end: after + 1 }
  return brokenExpression(text, start, at, quote)
}

/** Whether a text is one expression from end to end. */
export const isWhole = (text: string): boolean => endOfExpression(text, 0) === text.length

export const isExpressionStart = (text: string, at: number): boolean =>
  text[at] === '@' && (text[at + 1] === '(' || text[at + 1] === '{')

export const blanks = (text: string, at: number): number => {
  let end = at
  while (' \t\r\n'.includes(text[end] ?? '-')) end += 1
  return end - at
}

/**
 * An expression that stands behind other text (`key="a-@(f("x"))"`) is none: API Management takes the whole for a text. Its
 * quotes are the text's own all the same. null: there is none, or it ends before the quote.
 */
const withinText = (text: string, start: number, close: number, quote: string): Scanned | null => {
  const at = text.slice(start, close).search(/@[({]/)
  if (at === -1) return null
  const end = endOfExpression(text, start + at)
  if (end === null || end <= close) return null
  const last = text.indexOf(quote, end)
  return last === -1 || /[\n<>]/.test(text.slice(end, last)) ? null : xml(text, start, last)
}

const xml = (text: string, start: number, close: number): Scanned => ({
  value: { mapped: decodeEntities(verbatim(text.slice(start, close), start)), doubtful: false },
  end: close + 1,
})

/** A value that goes on into the next tag was not closed on its line. */
const isRunaway = (value: string): boolean => /\n[^\n]*</.test(value)

const unclosed = (text: string, start: number, quote: string): Scanned => {
  const rest = /[\n>]/g
  rest.lastIndex = start
  const end = rest.exec(text)?.index ?? text.length
  return {
    value: { mapped: verbatim(text.slice(start, end).replace(/[/\s]+$/, ''), start), doubtful: false },
    end,
    fault: {
      offset: start - 1,
      what: `The value that begins here is not closed.`,
      hint: `Expected ${quote} after it.`,
    },
  }
}

const brokenExpression = (text: string, start: number, at: number, quote: string): Scanned => {
  const next = new RegExp(`${quote}(?=\\s*(?:/?>|[\\w:.-]+\\s*=\\s*["']))`, 'g')
  next.lastIndex = at
  const close = next.exec(text)?.index ?? -1
  const end = close === -1 ? text.length : close
  return {
    value: { mapped: verbatim(text.slice(start, end).replaceAll('@', ' '), start), doubtful: false },
    end: Math.min(end + 1, text.length),
    fault: {
      offset: at,
      what: 'The expression that begins here is not closed, or something stands between it and the quote.',
      hint: `Expected ${text[at + 1] === '(' ? '")"' : '"}"'} at its end, and ${quote} after it.`,
    },
  }
}

import { decodeEntities, isXmlText } from './entities.ts'
import { endOfExpression } from './expressions/end-of-expression.ts'
import { type MappedText, plain, trimmed, verbatim } from './mapped-text.ts'
import { blanks, isExpressionStart, isWhole, type Scanned } from './scan-value.ts'

/**
 * Elements that hold text and never a policy: markup, JSON or a template in them is no policy's.
 * https://learn.microsoft.com/azure/api-management/set-body-policy
 */
const HOLDS_TEXT: ReadonlySet<string> = new Set([
  'set-body',
  'value',
  'message',
  'payload',
  'data',
  'log-to-eventhub',
  'publish-to-dapr',
  'sql-statement',
  'issuer',
  'audience',
])

/** Where blanks around the text belong to it. */
const KEEPS_BLANKS: ReadonlySet<string> = new Set(['set-body', 'payload', 'data', 'publish-to-dapr', 'log-to-eventhub'])

/**
 * What stands between the tags of an element that holds an expression or text of its own.
 * @param start offset after its opening tag
 * @returns null: elements stand there, or text among them; `end` is the offset of `</name`
 */
export const scanBody = (text: string, start: number, name: string): Scanned | null => {
  const at = afterComments(text, start)
  if (isExpressionStart(text, at)) {
    const found = expressionBody(text, at, name)
    if (found) return found
  }
  const close = closingTag(text, start, name)
  if (!HOLDS_TEXT.has(name) || close === -1) return null
  const mapped = textBody(text.slice(start, close), start)
  return {
    value: {
      mapped: KEEPS_BLANKS.has(name) && !isWhole(plain(mapped).trim()) ? mapped : trimmed(mapped),
      doubtful: false,
    },
    end: close,
  }
}

const expressionBody = (text: string, at: number, name: string): Scanned | null => {
  const end = endOfExpression(text, at)
  const after = end === null ? null : afterComments(text, end)
  if (end !== null && after !== null && closesHere(text, after, name)) {
    const source = text.slice(at, end)
    const mapped = verbatim(source, at)
    return isXmlText(source)
      ? { value: { mapped: decodeEntities(mapped), doubtful: false }, end: after }
      : { value: { mapped, doubtful: true }, end: after }
  }
  const close = closingTag(text, at, name)
  if (close === -1) return null
  const mapped = trimmed(decodeEntities(verbatim(text.slice(at, close), at)))
  if (isWhole(plain(mapped))) return { value: { mapped, doubtful: false }, end: close }
  return {
    value: { mapped: verbatim(text.slice(at, close).replaceAll('@', ' '), at), doubtful: false },
    end: close,
    fault: {
      offset: at,
      what: `The expression that begins here is not closed, or something stands between it and </${name}>.`,
      hint: `Expected ${text[at + 1] === '(' ? '")"' : '"}"'} at its end.`,
    },
  }
}

/** Text without markup as XML means it; markup as it stands. */
const textBody = (body: string, from: number): MappedText => {
  const pieces = body.split(/(<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>)/)
  const markup = pieces.some((piece, index) => index % 2 === 0 && piece.includes('<'))
  let at = from
  return pieces.flatMap((piece) => {
    const offset = at
    at += piece.length
    if (piece.startsWith(CDATA) && piece.endsWith(']]>'))
      return verbatim(piece.slice(CDATA.length, -3), offset + CDATA.length)
    if (markup) return verbatim(piece, offset)
    return piece.startsWith('<!--') ? [] : decodeEntities(verbatim(piece, offset))
  })
}

const CDATA = '<![CDATA['

/** After blanks and comments. */
const afterComments = (text: string, start: number): number => {
  let at = start + blanks(text, start)
  while (text.startsWith('<!--', at)) {
    const end = text.indexOf('-->', at + 4)
    if (end === -1) return at
    at = end + 3 + blanks(text, end + 3)
  }
  return at
}

const closesHere = (text: string, at: number, name: string): boolean =>
  text.startsWith(`</${name}`, at) && /[\s>]/.test(text[at + 2 + name.length] ?? '')

const closingTag = (text: string, start: number, name: string): number => {
  let at = text.indexOf(`</${name}`, start)
  while (at !== -1 && !closesHere(text, at, name)) at = text.indexOf(`</${name}`, at + 1)
  return at
}

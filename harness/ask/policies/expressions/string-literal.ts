import { endOfBracket, endOfComment, endOfQuoted } from './quoted.ts'
import { type RawHole, SyntaxFault } from './token.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
}

/** The text that a regular literal stands for. @throws SyntaxFault */
export const unescaped = (inner: string, at: number): string =>
  inner.replaceAll(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{1,4})|([\s\S]?))/g,
    (whole, u, long, x, char, offset: number) => {
      const code: string | undefined = u ?? long ?? x
      if (code !== undefined) {
        const point = Number.parseInt(code, 16)
        if (point > 0x10ffff) throw new SyntaxFault(at + offset, `"${whole}" is no character.`)
        return String.fromCodePoint(point)
      }
      const found = ESCAPES[char]
      if (found === undefined)
        throw new SyntaxFault(at + offset, `"${whole}" is no escape of C#: for a backslash write \\\\ or @"…".`)
      return found
    },
  )

/** The text that a verbatim literal stands for. */
export const verbatim = (inner: string): string => inner.replaceAll('""', '"')

/** Texts and holes of an interpolated literal in turn. @param from where its inside begins; @throws SyntaxFault */
export const holesIn = (inner: string, from: number, isVerbatim: boolean): readonly (string | RawHole)[] => {
  const parts: (string | RawHole)[] = []
  const text = (raw: string): string => {
    const braces = raw.replaceAll('{{', '{').replaceAll('}}', '}')
    return isVerbatim ? verbatim(braces) : unescaped(braces, from)
  }
  let begin = 0
  for (let at = 0; at < inner.length; at += 1) {
    if (inner[at] === '\\' && !isVerbatim) at += 1
    else if (inner[at] === '{' || inner[at] === '}') {
      if (inner[at + 1] === inner[at]) at += 1
      else if (inner[at] === '}') throw new SyntaxFault(from + at, 'A "}" that opens nothing: write "}}".')
      else {
        if (at > begin) parts.push(text(inner.slice(begin, at)))
        const end = (endOfBracket(inner, at) ?? inner.length) - 1
        parts.push(hole(inner.slice(at + 1, end), from + at + 1))
        at = end
        begin = end + 1
      }
    }
  }
  if (begin < inner.length) parts.push(text(inner.slice(begin)))
  return parts
}

/** `value,align:format`: what stands in brackets or quotes belongs to the value. */
const hole = (raw: string, at: number): RawHole => {
  let depth = 0
  let end = raw.length
  let format: string | null = null
  let align: number | null = null
  let comma = -1
  for (let index = 0; index < raw.length; index += 1) {
    const char = raw[index] ?? ''
    const behind = endOfQuoted(raw, index) ?? endOfComment(raw, index) ?? raw.length
    if (behind > index) index = behind - 1
    else if ('({['.includes(char)) depth += 1
    else if (')}]'.includes(char)) depth -= 1
    else if (depth === 0 && char === ',') comma = index
    else if (depth === 0 && char === ':') {
      format = raw.slice(index + 1)
      end = index
      break
    }
  }
  if (comma !== -1 && comma < end) {
    const [given] = /^\s*-?\d+\s*$/.exec(raw.slice(comma + 1, end)) ?? []
    if (given === undefined) throw new SyntaxFault(at + comma, 'Expected a number of columns behind ",".')
    align = Number(given)
    end = comma
  }
  return { at, source: raw.slice(0, end), align, format }
}

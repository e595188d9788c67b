import { endOfQuoted } from './quoted.ts'
import { holesIn, unescaped, verbatim } from './string-literal.ts'
import { SyntaxFault, type Token } from './token.ts'

/** The longest first. `>>` is left out: two `>` that touch are one only where no type is read. */
const SIGNS = [
  '??=',
  '<<=',
  '..',
  '=>',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '??',
  '?.',
  '?[',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '<<',
  '::',
  '+',
  '-',
  '*',
  '/',
  '%',
  '=',
  '!',
  '<',
  '>',
  '&',
  '|',
  '^',
  '~',
  '?',
  ':',
  '.',
  ',',
  ';',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
] as const

const BLANK = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y
const NAME = /@?[\p{L}_][\p{L}\p{Nd}_]*/uy
const NUMBER =
  /(?:0[xX][\da-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?)(?:[uU]?[lL][uU]?|[uU]|[fFdDmM])?/y
const CHAR = /'((?:\\.[^']*|[^'\\\n]))'/y

/** Words of C#, blanks and comments left out. @param from where in the text to begin; @throws SyntaxFault */
export const lex = (text: string, from: number, to: number): readonly Token[] => {
  const tokens: Token[] = []
  for (let at = from; ; ) {
    at = behindBlanks(text, at, to)
    if (at >= to) break
    const token = tokenAt(text, at)
    tokens.push(token)
    at += token.text.length
  }
  tokens.push({ kind: 'end', text: '', at: to })
  return tokens
}

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const behindBlanks = (text: string, from: number, to: number): number => {
  let at = from
  for (let found = matchAt(BLANK, text, at); found && at < to; found = matchAt(BLANK, text, at)) at += found[0].length
  return at
}

const tokenAt = (text: string, at: number): Token => {
  const string = stringAt(text, at)
  if (string) return string
  const name = matchAt(NAME, text, at)
  if (name) return { kind: 'name', text: name[0], at }
  if (/\d|\.\d/y.test(text.slice(at, at + 2))) return numberAt(text, at)
  if (text[at] === "'") return charAt(text, at)
  // `a ?[` is a nullable access, `a ? [` no C#; `a?.5:1` is a choice.
  const sign = SIGNS.find((one) => text.startsWith(one, at) && !(one === '?.' && /\d/.test(text[at + 2] ?? '')))
  if (sign) return { kind: 'sign', text: sign, at }
  if (text[at] === '#')
    throw new SyntaxFault(at, 'Directives (`#if`, `#region`) are not supported in expressions here.')
  if (/[“”„‘’]/.test(text[at] ?? ''))
    throw new SyntaxFault(at, `"${text[at]}" is a typographic quote: expected " or '.`)
  throw new SyntaxFault(at, `"${String.fromCodePoint(text.codePointAt(at) ?? 0)}" is no sign of C#.`)
}

const stringAt = (text: string, at: number): Token | null => {
  const [prefix] = /^(?:\$@|@\$|[@$])?"/.exec(text.slice(at, at + 3)) ?? []
  if (prefix === undefined) return null
  if (!prefix.includes('@') && text.startsWith('"""', at + prefix.length - 1))
    throw new SyntaxFault(at, 'Raw texts (`"""`) are not supported in expressions here.')
  const end = endOfQuoted(text, at)
  if (end === null) throw new SyntaxFault(at, 'This text has no end: expected ".')
  const inner = text.slice(at + prefix.length, end - 1)
  const whole = text.slice(at, end)
  if (prefix.includes('$'))
    return { kind: 'interpolated', text: whole, at, parts: holesIn(inner, at + prefix.length, prefix.includes('@')) }
  return { kind: 'string', text: whole, at, value: prefix.includes('@') ? verbatim(inner) : unescaped(inner, at + 1) }
}

const charAt = (text: string, at: number): Token => {
  const [whole, inner = ''] = matchAt(CHAR, text, at) ?? []
  if (whole === undefined)
    throw new SyntaxFault(
      at,
      endOfQuoted(text, at) === null
        ? "This character has no end: expected '."
        : 'Between \' stands one character; a text stands between ".',
    )
  return { kind: 'char', text: whole, at, value: unescaped(inner, at + 1) }
}

const numberAt = (text: string, at: number): Token => {
  const [whole = ''] = matchAt(NUMBER, text, at) ?? []
  if (whole === '') throw new SyntaxFault(at, 'This is no number.')
  const isHex = /^0[xXbB]/.test(whole)
  const [suffix = ''] = (isHex ? /[uUlL]+$/ : /[uUlLfFdDmM]+$/).exec(whole) ?? []
  const digits = whole.slice(0, whole.length - suffix.length).replaceAll('_', '')
  return { kind: 'number', text: whole, at, type: typeOf(digits, suffix.toLowerCase(), isHex), digits }
}

const typeOf = (digits: string, suffix: string, isHex: boolean): 'int' | 'long' | 'double' | 'float' | 'decimal' => {
  if (suffix === 'm') return 'decimal'
  if (suffix === 'f') return 'float'
  if (suffix === 'd' || (!isHex && /[.eE]/.test(digits))) return 'double'
  return suffix.includes('l') || BigInt(digits) > 2_147_483_647n ? 'long' : 'int'
}

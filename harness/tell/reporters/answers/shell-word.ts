import { OWN_VERSION } from '../../../model/own-version.ts'

/** Variables that a script uses, each with what it is. */
export type Variables = Map<string, string>

/**
 * A text as one word of a POSIX shell (Shell Command Language, 2.2): literal in single quotes, and each `‹…›` in it as a
 * variable that is added to `variables`. What a credential was encoded in is done again by the shell.
 * @param version what `‹own version›` is
 */
export const shellWord = (text: string, version: string, variables: Variables): string => {
  const known = text.replaceAll(OWN_VERSION, version)
  const words = piecesOf(known).map((piece) => pieceWord(piece, variables))
  return words.length === 0 ? "''" : words.join('')
}

type Piece =
  | { readonly kind: 'literal' | 'variable'; readonly text: string }
  | { readonly kind: 'encoded'; readonly as: 'base64' | 'hex'; readonly text: string }

/** `base64(user:‹api-key›)` and `hex(…)`, one within another; then roles and words for what is never the same. */
const piecesOf = (text: string): readonly Piece[] => {
  const encoded = /(base64|hex)\((?=[^‹]*‹)/.exec(text)
  const end = encoded ? closing(text, encoded.index + encoded[0].length) : -1
  if (encoded && end >= 0) {
    const [before, within, behind] = [
      text.slice(0, encoded.index),
      text.slice(encoded.index + encoded[0].length, end),
      text.slice(end + 1),
    ]
    const as = encoded[1] === 'hex' ? 'hex' : 'base64'
    return [...piecesOf(before), { kind: 'encoded', as, text: within }, ...piecesOf(behind)]
  }
  return text.split(/(‹[^‹›]+›)/).flatMap((part, index): Piece[] => {
    if (part === '') return []
    return [index % 2 === 1 ? { kind: 'variable', text: part.slice(1, -1) } : { kind: 'literal', text: part }]
  })
}

/** Where the bracket closes that is open at `from`; -1: nowhere. */
const closing = (text: string, from: number): number => {
  let depth = 1
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1
    else if (text[at] === ')') depth -= 1
    if (depth === 0) return at
  }
  return -1
}

const pieceWord = (piece: Piece, variables: Variables): string => {
  switch (piece.kind) {
    case 'literal':
      return literally(piece.text)
    case 'variable':
      return `"$${nameOf(piece.text, variables)}"`
    case 'encoded': {
      const inner = piecesOf(piece.text).map((one) => pieceWord(one, variables))
      return `"$(printf %s ${inner.join('')} | ${ENCODERS[piece.as]})"`
    }
  }
}

/**
 * Nothing is special in single quotes but the quote itself. What a terminal would take for an order (whoever wrote the SDK
 * wrote the text) is made by the shell.
 */
const literally = (text: string): string =>
  text
    .split(/((?:(?![\n\t])\p{C})+)/u)
    .map((part, index) => {
      if (part === '') return ''
      return index % 2 === 1 ? `"$(printf '${octal(part)}')"` : `'${part.replaceAll("'", "'\\''")}'`
    })
    .join('')

const octal = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')

const ENCODERS = { base64: "base64 | tr -d '\\n'", hex: "od -An -v -tx1 | tr -d ' \\n'" } as const

/** `entra-token#2` → `ENTRA_TOKEN_2` */
const nameOf = (role: string, variables: Variables): string => {
  const name = role
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^(?=\d)|^_|_$/g, '')
  const safe = /^[A-Z]/.test(name) ? name : `_${name}`
  variables.set(safe, `‹${role}›`)
  return safe
}

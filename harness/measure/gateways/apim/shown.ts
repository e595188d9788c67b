import { JWTS } from '../../../model/token-form.ts'
import type { Value } from './value.ts'

/** Characters of a value that a trace tells. */
const MOST = 200
/** Of which so many are looked through for a token. */
const LONGEST = 10_000

/** Values as a trace tells them: text in quotes, cut where it is long; of what is no text its type. */
export const shown = (values: readonly Value[]): string => values.map(one).join(', ')

const one = (value: Value): string => {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(cut(value))
  return value.kind === 'number' ? numberOf(value) : `a ${value.type}`
}

/** A token that begins before the cut stays whole: whoever takes credentials out of a text knows it by all of it. */
const cut = (text: string): string => {
  if (text.length <= MOST) return text
  const across = [...text.slice(0, LONGEST).matchAll(JWTS)].find(
    ({ index, 0: token }) => index < MOST && index + token.length > MOST,
  )
  const end = across ? across.index + across[0].length : MOST
  return end < text.length ? `${text.slice(0, end)}…` : text
}

const numberOf = ({ type, value }: Extract<Value, { readonly kind: 'number' }>): string =>
  type === 'char' ? JSON.stringify(String.fromCharCode(Number(value))) : String(value)

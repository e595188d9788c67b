import type { Value } from './value.ts'

/** Characters of a value that a trace tells. */
const MOST = 200

/** Values as a trace tells them: text in quotes, cut where it is long; of what is no text its type. */
export const shown = (values: readonly Value[]): string => values.map(one).join(', ')

const one = (value: Value): string => {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value.length > MOST ? `${value.slice(0, MOST)}…` : value)
  return value.kind === 'number' ? numberOf(value) : `a ${value.type}`
}

const numberOf = ({ type, value }: Extract<Value, { readonly kind: 'number' }>): string =>
  type === 'char' ? JSON.stringify(String.fromCharCode(Number(value))) : String(value)

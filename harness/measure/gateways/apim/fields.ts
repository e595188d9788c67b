import type { Fields } from './exchange.ts'

/** @param pairs name and value, a name as often as it stands there */
export const fieldsOf = (pairs: Iterable<readonly [string, string]>): Fields => {
  const fields: Fields = new Map()
  for (const [name, value] of pairs) appendField(fields, name, [value])
  return fields
}

/** The values of a field, joined as HTTP joins them (RFC 9110, section 5.3); null: it is not there. */
export const fieldText = (fields: Fields, name: string): string | null =>
  fields.get(name.toLowerCase())?.values.join(joinedBy(name)) ?? null

export const setField = (fields: Fields, name: string, values: readonly string[]): void => {
  fields.set(name.toLowerCase(), { name, values })
}

/** Beside the values that are there. */
export const appendField = (fields: Fields, name: string, values: readonly string[]): void => {
  const key = name.toLowerCase()
  const there = fields.get(key)
  fields.set(key, there ? { name: there.name, values: [...there.values, ...values] } : { name, values })
}

export const deleteField = (fields: Fields, name: string): void => {
  fields.delete(name.toLowerCase())
}

export const copyOfFields = (fields: Fields): Fields => new Map(fields)

/** RFC 9113, section 8.2.3: the pieces of a cookie are put together so. */
const joinedBy = (name: string): string => (name.toLowerCase() === 'cookie' ? '; ' : ',')

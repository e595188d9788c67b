import type { WireExchange } from '../../model/report.ts'

/** Header fields by lower-case name, each with its values in wire order. */
export type Fields = ReadonlyMap<string, readonly string[]>

export const fieldsOf = (exchange: WireExchange): Fields => {
  const fields = new Map<string, string[]>()
  for (const [name, value] of exchange.request.headers) {
    const key = name.toLowerCase()
    const values = fields.get(key)
    if (values) values.push(value)
    else fields.set(key, [value])
  }
  return fields
}

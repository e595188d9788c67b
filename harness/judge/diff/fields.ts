import type { WireExchange } from '../model/report.ts'

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

const ROLE = /‹((?:api-key|subscription-key|auth-token|entra-token)(?:#\d+)?)›/g

/** Labels of the credentials that stand in a value: `Bearer ‹entra-token›` → `entra-token`. */
export const rolesIn = (value: string): readonly string[] =>
  // Most values carry none.
  value.includes('‹') ? [...value.matchAll(ROLE)].flatMap(([, label]) => label ?? []) : []

/** The value with every credential made equal: for "the same change with another credential". */
export const withoutRoles = (value: string): string => value.replace(ROLE, '‹credential›')

import type { PolicySettings } from '../../../model/policy-settings.ts'
import type { GatewayContext } from '../gateway.ts'
import type { Fields } from './exchange.ts'

/** Where the backends that are known here look for a key. */
const KEY_FIELDS: readonly string[] = ['api-key', 'x-api-key', 'authorization']

/**
 * Fields as the backend takes them. A named value that stands where it looks for a key is the gateway owner's own, of which
 * nobody here knows more: it is taken for a good one, and this run's key goes there in its place.
 */
export const withOwnKeys = (
  { namedValues }: Pick<PolicySettings, 'namedValues'>,
  { credentials }: Pick<GatewayContext, 'credentials'>,
): ((fields: Fields) => Fields) => {
  const own = new Set(Object.values(namedValues).filter((value) => value !== ''))
  if (own.size === 0) return (fields) => fields
  const good = credentials.of('api-key')
  const taken = (text: string): string => {
    const [scheme = '', key = text] = /^(\S+\s+)(.*)$/s.exec(text)?.slice(1) ?? []
    return own.has(text) ? good : own.has(key) ? `${scheme}${good}` : text
  }
  return (fields) =>
    new Map(
      [...fields].map(([id, field]) => [
        id,
        KEY_FIELDS.includes(id) ? { name: field.name, values: field.values.map(taken) } : field,
      ]),
    )
}

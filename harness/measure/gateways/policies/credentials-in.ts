import type { Wanted } from '../../../model/gateway-rules.ts'
import type { Asked } from '../every-request.ts'

/**
 * What a request shows where a credential is wanted: user name, password and both of `Basic`, else one value. Null: nothing is
 * there, or something of another scheme.
 */
export const credentialsIn = (request: Asked, wants: NonNullable<Wanted>): readonly string[] | null => {
  if (wants === 'bearer') return behind(request, 'authorization', 'bearer')
  if (wants === 'basic') return behind(request, 'authorization', 'basic')?.flatMap(userAndPassword) ?? null
  if ('query' in wants) return present(new URL(request.url).searchParams.get(wants.query))
  return wants.scheme === undefined
    ? present(request.headers.get(wants.header))
    : behind(request, wants.header, ...[wants.scheme].flat())
}

/** Schemes compare without case (RFC 9110, section 11.1). */
const behind = (request: Asked, field: string, ...schemes: readonly string[]): readonly string[] | null => {
  const [, found, value = ''] = /^(\S+)\s+(.*)$/s.exec(request.headers.get(field)?.trim() ?? '') ?? []
  return schemes.some((scheme) => found?.toLowerCase() === scheme.toLowerCase()) ? present(value) : null
}

const present = (value: string | null): readonly string[] | null => (value ? [value] : null)

/**
 * Either of them, and both as one: of a credential that is a pair, both must be right. A user name holds no ":", a password may
 * (RFC 7617, section 2). What is no such pair shows nothing that is good.
 */
const userAndPassword = (value: string): readonly string[] => {
  const [whole, ...pair] = /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? []
  return whole === undefined ? [] : [...pair, whole]
}

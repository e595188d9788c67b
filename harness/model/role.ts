/**
 * What a credential is, wherever it is put. `entra-token` is a real RS256 JWT; the two keys are opaque.
 * A provider hands out another token at each call; the n-th is shown as `‹entra-token#n›`, the first as `‹entra-token›`.
 */
export const ROLES = ['api-key', 'entra-token', 'subscription-key', 'auth-token', 'admin-key'] as const
export type Role = (typeof ROLES)[number]

/** Names of roles: those above, and those that a matrix makes up. */
export const ROLE_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** What stands in a capture where something else than a credential was: no role is called so. */
export const NO_ROLES = [
  'absent',
  'address',
  'boundary',
  'date',
  'nonce',
  'signature',
  'time',
  'trace',
  'uuid',
] as const

/** How a role stands in what was captured. What has a blank in it is none. */
const LABEL = new RegExp(`‹((?!(?:${NO_ROLES.join('|')})›)[a-z0-9]+(?:[-.][a-z0-9]+)*(?:#\\d+)?)›`, 'g')

/** Labels of the credentials that stand in a value: `Bearer ‹entra-token›` → `entra-token`. */
export const rolesIn = (value: string): readonly string[] =>
  // Most values carry none.
  value.includes('‹') ? [...value.matchAll(LABEL)].flatMap(([, label]) => label ?? []) : []

/**
 * The value with its credentials by order and not by name: for "the same change with another credential". Of two that are not
 * the same the second stays another one: what changes from one credential to another is no change from one to itself.
 */
export const withoutRoles = (value: string): string => {
  const order = [...new Set(rolesIn(value))]
  return value.replace(LABEL, (_, role: string) => BY_ORDER[order.indexOf(role)] ?? '‹a further credential›')
}

const BY_ORDER = ['‹credential›', '‹another credential›', '‹a third credential›']

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

/** The value with every credential made equal: for "the same change with another credential". */
export const withoutRoles = (value: string): string => value.replace(LABEL, '‹credential›')

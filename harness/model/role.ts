/**
 * What a credential is, wherever it is put. `entra-token` is a real RS256 JWT; the two keys are opaque.
 * A provider hands out another token at each call; the n-th is shown as `‹entra-token#n›`, the first as `‹entra-token›`.
 */
export const ROLES = ['api-key', 'entra-token', 'subscription-key', 'auth-token'] as const
export type Role = (typeof ROLES)[number]

/** How a role stands in what was captured; no role is the beginning of another's name. */
const LABEL = new RegExp(`‹((?:${ROLES.join('|')})(?:#\\d+)?)›`, 'g')

/** Labels of the credentials that stand in a value: `Bearer ‹entra-token›` → `entra-token`. */
export const rolesIn = (value: string): readonly string[] =>
  // Most values carry none.
  value.includes('‹') ? [...value.matchAll(LABEL)].flatMap(([, label]) => label ?? []) : []

/** The value with every credential made equal: for "the same change with another credential". */
export const withoutRoles = (value: string): string => value.replace(LABEL, '‹credential›')

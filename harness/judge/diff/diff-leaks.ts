import type { Difference, FieldAt, Wire } from '../../model/report.ts'
import { rolesIn } from '../../model/role.ts'
import { credentialsIn } from './credentials-in.ts'

/** Where a user sends a credential of their own accord; every other origin is a stranger to it. */
const OWN_ORIGIN = 'gateway'

/**
 * Credentials that one side alone hands to another origin than the one that the user named: a redirect that is followed
 * with the key in hand. Told by themselves, whatever was answered.
 */
export const diffLeaks = (before: Wire, after: Wire): readonly Difference[] => {
  const [a, b] = [leaksIn(before), leaksIn(after)]
  const change = (
    kind: 'credential-leaked' | 'credential-withheld',
    [role, at]: readonly [string, Leak],
  ): Difference =>
    kind === 'credential-leaked'
      ? { kind, name: role, request: at.request, before: null, after: at.field }
      : { kind, name: role, request: at.request, before: at.field, after: null }
  return [
    ...[...b].filter(([role]) => !a.has(role)).map((leak) => change('credential-leaked', leak)),
    ...[...a].filter(([role]) => !b.has(role)).map((leak) => change('credential-withheld', leak)),
  ]
}

type Leak = { readonly request: number; readonly field: FieldAt }

/** By role, the first place where it left for a stranger. */
const leaksIn = ({ exchanges }: Wire): ReadonlyMap<string, Leak> => {
  const leaks = new Map<string, Leak>()
  for (const [request, exchange] of exchanges.entries()) {
    if (!isForeign(exchange.request.url)) continue
    for (const { role, name, value } of credentialsIn(exchange))
      if (!leaks.has(role)) leaks.set(role, { request, field: { name, value } })
  }
  return leaks
}

export const isForeign = (url: string): boolean => new URL(url).host !== OWN_ORIGIN

/** Is this change of a request to a stranger no more than a leak that is told by itself? */
export const isTold = (change: Difference, leaks: readonly Difference[]): boolean => {
  const [was, is] = rolesOf(change)
  const moved = [...was.filter((role) => !is.includes(role)), ...is.filter((role) => !was.includes(role))]
  return moved.length > 0 && moved.every((role) => leaks.some(({ name }) => name === role.replace(/#\d+$/, '')))
}

const rolesOf = (change: Difference): readonly [readonly string[], readonly string[]] => {
  switch (change.kind) {
    case 'header-added':
    case 'header-removed':
    case 'header-changed':
      return [change.before.flatMap(rolesIn), change.after.flatMap(rolesIn)]
    case 'query':
      return [rolesIn(change.before), rolesIn(change.after)]
    default:
      return [[], []]
  }
}

import type { Difference, FieldAt, Wire } from '../../model/report.ts'
import { rolesIn } from '../../model/role.ts'
import { credentialsIn } from './credentials-in.ts'

/** Where a user sends a credential of their own accord; every other origin is a stranger to it. */
const OWN_HOST = 'gateway'
/** Where a redirect leads: nobody chose that, whatever was sent there before. */
const REDIRECTED = ['other-origin', 'other-port', 'http://gateway']

/**
 * Credentials that one side alone hands to another origin than the one that the user named: a redirect that is followed
 * with the key in hand, an address that is forgotten. Told by themselves, whatever was answered. A host to which both sides
 * send credentials is where such calls go: which of them is no leak. Where the other side left for a host at which nobody
 * listens, it went astray, and where it asked nobody at all, it failed: no credential was kept back.
 */
export const diffLeaks = (before: Wire, after: Wire): readonly Difference[] => {
  const stranger = strangersTo(before, after)
  const [a, b] = [leaksIn(before, stranger), leaksIn(after, stranger)]
  const change = (kind: 'credential-leaked' | 'credential-withheld', { role, request, field }: Leak): Difference =>
    kind === 'credential-leaked'
      ? { kind, name: role, request, before: null, after: field }
      : { kind, name: role, request, before: field, after: null }
  const leaked = alone(b, a).filter(strayed(before))
  // What went to one host and goes to another was not mended.
  const withheld = alone(a, b).filter(
    (leak) => after.exchanges.length > 0 && strayed(after)(leak) && !leaked.some(({ role }) => role === leak.role),
  )
  return [
    ...leaked.map((leak) => change('credential-leaked', leak)),
    ...withheld.map((leak) => change('credential-withheld', leak)),
  ]
}

type Leak = { readonly role: string; readonly host: string; readonly request: number; readonly field: FieldAt }

const alone = (own: readonly Leak[], other: readonly Leak[]): readonly Leak[] =>
  own.filter(
    ({ role, host }) => !other.some((leak) => leak.host === host && (leak.role === role || !REDIRECTED.includes(host))),
  )

/** Is it one, although this is how the other side ended? */
const strayed =
  ({ outcome, exchanges }: Wire) =>
  ({ host }: Leak): boolean =>
    (outcome.kind !== 'egress' && exchanges.length > 0) || REDIRECTED.includes(host)

/** Of each credential and stranger, the first place where it left for them. */
const leaksIn = ({ exchanges }: Wire, strangerAt: Strangers): readonly Leak[] => {
  const leaks = new Map<string, Leak>()
  for (const [request, exchange] of exchanges.entries()) {
    const host = exchange.request.isMeant ? null : strangerAt(exchange.request.url)
    if (host === null) continue
    for (const { role, name, value } of credentialsIn(exchange)) {
      const key = `${role} ${host}`
      const field = { name, value, ...(host === 'other-origin' ? {} : { host }) }
      if (!leaks.has(key)) leaks.set(key, { role, host, request, field })
    }
  }
  return [...leaks.values()]
}

/** Who is asked at an address, if it is a stranger. */
type Strangers = (url: string) => string | null

/**
 * Every host but the gateway; and the gateway itself without TLS, where it is named with TLS: whoever listens in between is
 * one.
 */
export const strangersTo = (before: Wire, after: Wire): Strangers => {
  const isSecure = [before, after].some(({ exchanges }) =>
    exchanges.some(({ request }) => !request.addsTls && request.url.startsWith(`https://${OWN_HOST}/`)),
  )
  return (url) => {
    const { host, protocol } = new URL(url)
    if (host !== OWN_HOST) return host
    return isSecure && protocol === 'http:' ? `http://${host}` : null
  }
}

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

import type { Minted } from '../../model/capture.ts'

/** Gives credentials their roles as they are met: `credential-1`, `credential-2`, the same for the same one. */
export type Labels = {
  /**
   * What stands in a credential's place.
   * @param sure by its place alone it is one; false: it may also be a word (a cookie's value), which stands elsewhere too
   */
  readonly of: (value: string, sure?: boolean) => string
  /** All that is known, for finding it wherever else it stands. */
  readonly known: () => readonly Minted[]
}

export const createLabels = (): Labels => {
  const byIdentity = new Map<string, string>()
  const minted = new Map<string, Minted>()
  return {
    of: (value, sure = true) => {
      if (isNothing(value)) return value
      const identity = identityOf(value)
      const label = byIdentity.get(identity) ?? `credential-${byIdentity.size + 1}`
      byIdentity.set(identity, label)
      if (value.length >= (sure ? SHORTEST : SHORTEST_UNSURE) && (sure || /\d/.test(value)))
        minted.set(value, { label, value })
      return `‹${label}›`
    },
    known: () =>
      [...minted.values()].flatMap(({ label, value }) => formsOf(value).map((form) => ({ label, value: form }))),
  }
}

/**
 * A value as it may be written elsewhere, where that cannot be seen from the text: what is no letter, digit or mark breaks
 * off a percent-encoded or escaped text for whoever looks for one, and a short one in Base64 is too short to be looked at.
 */
const formsOf = (value: string): readonly string[] => {
  if (/^[\w.~+/=-]{12,}$/.test(value)) return [value]
  const escaped = JSON.stringify(value).slice(1, -1)
  const percent = encodeURIComponent(value)
  const all = percent.replaceAll(/['()*!~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  const forms = [
    value,
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    ...[percent, all].flatMap((form) => [
      form,
      form.replaceAll('%20', '+'),
      form.replaceAll(/%../g, (one) => one.toLowerCase()),
    ]),
    ...(value.length < 12 ? [Buffer.from(value).toString('base64').replace(/=+$/, '')] : []),
  ]
  return [...new Set(forms)]
}

/** Characters below which a value is hidden in its own place alone: elsewhere it may be any word. */
const SHORTEST = 8
const SHORTEST_UNSURE = 16

/** What a client without a credential sends in its place, and what is a role already (a recording that `show` wrote). */
const isNothing = (value: string): boolean =>
  value.trim() === '' || /^(?:undefined|null|none|nan|true|false|\[object \w+\])$/i.test(value.trim()) || isShown(value)

/** Roles, and beside them nothing that could be a secret. */
const isShown = (value: string): boolean => {
  const rest = value.replaceAll(/‹[^‹›]+›/g, ' ')
  return rest !== value && !/(?=[A-Za-z]*\d)[A-Za-z0-9]{10,}|[A-Za-z]{20,}/.test(rest)
}

/** Claims that are other in each token: RFC 7519, section 4.1. */
const OF_ONE_TOKEN = ['exp', 'nbf', 'iat', 'auth_time', 'jti', 'nonce', 'ath']

/** Two tokens of one issuer that say the same of the same one are one credential, renewed; all else is its own value. */
const identityOf = (value: string): string => {
  const claims = claimsOf(value)
  if (claims === null) return value
  const lasting = Object.entries(claims).filter(([name]) => !OF_ONE_TOKEN.includes(name))
  return 'iss' in claims && 'sub' in claims
    ? `jwt ${JSON.stringify(lasting.sort(([a], [b]) => (a < b ? -1 : 1)))}`
    : value
}

const claimsOf = (value: string): Readonly<Record<string, unknown>> | null => {
  const [, body] = /^eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]*$/.exec(value) ?? []
  if (body === undefined) return null
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString())
    return typeof claims === 'object' && claims !== null ? { ...claims } : null
  } catch {
    return null
  }
}

import type { WireRequest } from '../../model/replay.ts'

/** A request that can be made again. */
export type Restored = {
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [string, string])[]
  /** As it is before `codings` are put over it. */
  readonly body: string | null
  /** As `content-encoding` has them; absent: none. */
  readonly codings?: string
}

export type RestoreFacts = {
  /** This run's value of a credential by its label (`entra-token#2`); undefined: nobody minted it. */
  readonly valueOf: (label: string) => string | undefined
  /** The SDK's own version. */
  readonly version: string
  /** ISO 8601: what a time in the request reads. */
  readonly now: string
}

/** What stood in a label's place and means nothing: any value of its form does. */
const CHANCE = (now: string, version: string): Readonly<Record<string, string>> => ({
  uuid: '00000000-0000-4000-8000-000000000000',
  'idempotency key': 'replayed-0',
  trace: '00-00000000000000000000000000000001-0000000000000001-00',
  boundary: 'replayed',
  'own version': version,
  time: now,
  date: now.slice(0, 10),
  nonce: 'replayed',
  'request id': 'replayed',
  'trace id': '0000000000000001',
  address: '0x000000000000',
  'sdk folder': '/sdk',
  'run folder': '/run',
  absent: '',
})

/** Fields that follow from the rest: whoever makes the request sets them. */
const FOLLOWS = ['content-length', 'transfer-encoding', 'connection']

/**
 * A kept request with this run's credentials in the place of their roles, also within the encodings that were opened
 * (`base64(user:‹api-key›)`); or in words what of it cannot be had again: a signature, a credential that nobody minted.
 */
export const restore = (request: WireRequest, facts: RestoreFacts): Restored | { readonly lacks: string } => {
  const chance = CHANCE(facts.now, facts.version)
  const lacks = new Set<string>()
  const plain = (text: string): string =>
    text.replace(/‹([^›]*)›/gu, (whole, label: string) => {
      const value = chance[label] ?? facts.valueOf(label)
      if (value === undefined) lacks.add(whole)
      return value ?? whole
    })
  const put = (text: string): string => (text.includes('‹') ? plain(closed(text, plain)) : text)
  const body = bodyOf(request.body)
  if (body === undefined) return { lacks: 'a body of which only the digest was kept' }
  const restored: Restored = {
    url: placed(put(request.url)),
    method: request.method,
    headers: request.headers.flatMap(([name, value]): (readonly [string, string])[] =>
      name.startsWith(':') || FOLLOWS.includes(name.toLowerCase()) ? [] : [[name, put(value)]],
    ),
    body: body === null ? null : put(body),
    ...(request.coding && 'undone' in request.coding ? { codings: request.coding.undone } : {}),
  }
  return lacks.size > 0 ? { lacks: [...lacks].join(', ') } : restored
}

/** Encodings that were opened to show a role are closed again, the inner ones first. */
const closed = (text: string, plain: (text: string) => string): string => {
  let out = text
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const next = out.replace(/(base64|hex)\(([^()]*)\)/gu, (_, form: 'base64' | 'hex', inner: string) =>
      Buffer.from(plain(inner)).toString(form),
    )
    if (next === out) return out
    out = next
  }
  return out
}
/** As deep as encodings are opened. */
const DEEPEST = 3

/** Hosts of the harness have no address here: any name will do, since nothing is sent. */
const placed = (url: string): string =>
  url.replace(/^(https?:\/\/)(?:gateway|other-origin|other-port)(?=[/?#]|$)/u, '$1gateway.invalid')

/** undefined: it was not kept. */
const bodyOf = (body: unknown): string | null | undefined => {
  if (body === null || body === undefined) return null
  if (typeof body === 'string') return body
  if (typeof body === 'object' && 'sha256' in body && 'bytes' in body && Object.keys(body).length === 2)
    return undefined
  return JSON.stringify(body)
}

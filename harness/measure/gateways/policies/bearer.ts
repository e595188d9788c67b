import type { Asked } from '../every-request.ts'

/** What stands in a request's `Authorization`. */
export type Bearer =
  | { readonly kind: 'absent' }
  | { readonly kind: 'other-scheme' }
  | { readonly kind: 'bearer'; readonly token: string }

/**
 * The token in `Authorization`, its scheme stripped. Schemes compare without case (RFC 9110, 11.1). A field that was
 * sent twice arrives joined by ", ", and is then no valid token: what a gateway makes of it too.
 */
export const bearerOf = (request: Asked): Bearer => {
  const field = request.headers.get('authorization')?.trim() ?? ''
  if (field === '') return { kind: 'absent' }
  const [, scheme = '', token = ''] = /^(\S+)\s*(.*)$/.exec(field) ?? []
  if (scheme.toLowerCase() !== 'bearer') return { kind: 'other-scheme' }
  return token === '' ? { kind: 'absent' } : { kind: 'bearer', token }
}

import type { Interlude } from '../../model/scenario.ts'
import { ANSWERED_BY } from '../gateways/answered-by.ts'

/**
 * What a scenario has the gateway say before its own rules apply. A body that is text goes out as it is, anything else
 * as JSON, none as none.
 *
 * @param elsewhere the same request's address at the other origin.
 */
export const play = (interlude: Interlude, elsewhere: string): Response => {
  const by = { [ANSWERED_BY]: 'interlude' }
  if ('redirect' in interlude) {
    return new Response(null, { status: interlude.status ?? 307, headers: { location: elsewhere, ...by } })
  }
  const { status, headers, body } = interlude
  const fields = new Headers({ ...headers, ...by })
  if (body === undefined) return new Response(null, { status, headers: fields })
  const isText = typeof body === 'string'
  if (!fields.has('content-type')) fields.set('content-type', isText ? 'text/plain' : 'application/json')
  return new Response(isText ? body : JSON.stringify(body), { status, headers: fields })
}

import type { Interlude } from '../../model/scenario.ts'
import { said } from '../gateways/said.ts'

/**
 * What a scenario has the gateway say before its own rules apply. A body that is text goes out as it is, anything else
 * as JSON, none as none.
 *
 * @param elsewhere the same request's address at the other origin.
 */
export const play = (interlude: Interlude, elsewhere: string): Response => {
  if ('redirect' in interlude) return said(BY, { status: interlude.status ?? 307, headers: { location: elsewhere } })
  return said(BY, interlude)
}

const BY = 'interlude'

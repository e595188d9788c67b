import type { WireRequest } from '../../model/replay.ts'
import type { ScenarioResult } from '../../model/report.ts'

/** The request that no answer of the gateway had a part in, and how many came after it; or why there is none. */
export type First =
  | { readonly kind: 'request'; readonly request: WireRequest; readonly later: number }
  | { readonly kind: 'none'; readonly why: string }

export const firstRequest = (result: ScenarioResult): First => {
  if (result.status !== 'measured') return { kind: 'none', why: result.reason }
  // What goes to a place that hands out tokens asks no gateway.
  const requests = result.exchanges.map(({ request }) => request).filter(({ isMeant }) => !isMeant)
  const [request] = requests
  if (!request)
    return {
      kind: 'none',
      why: result.outcome.kind === 'error' ? `${result.outcome.name}, before any request` : 'no request was sent',
    }
  if (request.method === 'CONNECT') return { kind: 'none', why: 'a tunnel was asked for' }
  return { kind: 'request', request, later: requests.length - 1 }
}

import type { Difference, RequestSent, Wire, WireExchange } from '../../model/report.ts'
import { addressKey, type RequestPairs } from '../../model/request-pairs.ts'
import { credentialsIn } from './credentials-in.ts'
import { sentIn } from './sent-in.ts'

/**
 * Requests that only one side sends. Another attempt of a request that both send, with the same credentials, or a side that
 * sends nothing at all, is told by the number of requests alone.
 */
export const diffRequests = (before: Wire, after: Wire, { removed, added }: RequestPairs): readonly Difference[] => {
  const [a, b] = [before.exchanges, after.exchanges]
  const silent = a.length === 0 || b.length === 0
  const alone = (indexes: readonly number[], own: readonly WireExchange[], other: readonly WireExchange[]) => {
    const known = new Set(other.map(attemptKey))
    return indexes.flatMap((request) => {
      const exchange = own[request]
      return exchange && !silent && !known.has(attemptKey(exchange)) ? [{ request, sent: sentIn(exchange) }] : []
    })
  }
  const gone = alone(removed, a, b)
  const come = alone(added, b, a)
  const repeats = removed.length + added.length > gone.length + come.length
  return [
    ...(repeats
      ? [{ kind: 'request-count' as const, name: 'requests', request: 0, before: a.length, after: b.length }]
      : []),
    ...gone.map(({ request, sent }) => ({ ...named('request-removed', sent), request, before: sent, after: null })),
    ...come.map(({ request, sent }) => ({ ...named('request-added', sent), request, before: null, after: sent })),
  ]
}

/** What makes two requests attempts of one: method, address, and who asks. */
const attemptKey = (exchange: WireExchange): string =>
  JSON.stringify([addressKey(exchange), credentialsIn(exchange).map(({ role, name }) => [role, name])])

const named = <K extends 'request-removed' | 'request-added'>(kind: K, { method, url }: RequestSent) => ({
  kind,
  name: `${method} ${url.split('?', 1)[0]}`,
})

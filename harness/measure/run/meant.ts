import type { Exchange } from '../../model/capture.ts'
import { isOneOf } from '../../model/host-pattern.ts'
import type { Scenario } from '../../model/scenario.ts'

/**
 * Marks what the scenario's own words say of where requests went. A host that it names is meant: its user asks there for a
 * token, say, so a credential that goes there goes where it should. TLS to a gateway that it names without is the client's
 * own addition.
 */
export const meantFor = (
  exchanges: readonly Exchange[],
  { hosts = [], scheme }: Pick<Scenario, 'hosts' | 'scheme'>,
): readonly Exchange[] =>
  exchanges.map((exchange) => {
    if (exchange.host !== undefined)
      return isOneOf(new URL(exchange.host).hostname, hosts) ? { ...exchange, isMeant: true as const } : exchange
    const isAdded = exchange.secure && exchange.origin === 'gateway' && scheme === undefined
    return isAdded ? { ...exchange, addsTls: true as const } : exchange
  })

import type { Exchange } from '../../model/capture.ts'
import { isOneOf } from '../../model/host-pattern.ts'

/**
 * Marks what went to a host that the scenario itself names: its user asks there for a token, say, so a credential that goes
 * there goes where it should.
 */
export const meantFor = (exchanges: readonly Exchange[], hosts: readonly string[] = []): readonly Exchange[] =>
  hosts.length === 0
    ? exchanges
    : exchanges.map((exchange) =>
        exchange.host !== undefined && isOneOf(new URL(exchange.host).hostname, hosts)
          ? { ...exchange, isMeant: true as const }
          : exchange,
      )

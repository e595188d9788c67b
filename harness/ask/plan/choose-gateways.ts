import type { GatewayFacts } from '../../model/gateway-facts.ts'
import { selects } from './selects.ts'

/**
 * The ids of the gateways that these entries pick, in their own order.
 * @param known every gateway by id
 * @param patterns ids, or globs, which pass over what is taken by name alone
 */
export const chooseGateways = (
  known: Readonly<Record<string, GatewayFacts>>,
  patterns: readonly string[],
): readonly string[] =>
  Object.keys(known).filter((id) => (known[id]?.byName ? patterns.includes(id) : selects(patterns, id)))

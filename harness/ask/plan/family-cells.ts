import type { Cell, Variant } from '../../model/cell.ts'
import type { GatewayFacts } from '../../model/gateway-facts.ts'
import type { Scenario } from '../../model/scenario.ts'
import { cellsOf } from './cells.ts'

/** What was asked for, whatever the SDK. */
export type CellWish = {
  readonly scenarios: readonly Scenario[]
  /** Ids. */
  readonly gateways: readonly string[]
  /** The matrix's scenario entries: they pick the variants. */
  readonly patterns: readonly string[]
}

/**
 * The cells that mean something for SDKs of one family: scenarios that are for it, behind gateways that are, and
 * `vendor` read as its own vendor's API.
 * @param variants what the SDK's language has
 * @param known every gateway by id
 */
export const familyCells = (
  family: string,
  variants: readonly Variant[],
  { scenarios, gateways, patterns }: CellWish,
  known: Readonly<Record<string, GatewayFacts>>,
): readonly Cell[] => {
  const ids = gateways.filter((id) => known[id]?.families?.includes(family) ?? true)
  const vendor = ids.filter((id) => known[id]?.vendor)
  const everywhere = ids.filter((id) => known[id]?.own)
  const own = scenarios
    .filter(({ families }) => families?.includes(family) ?? true)
    .map((one) => ({ ...one, behind: one.behind.flatMap((entry) => (entry === VENDOR ? vendor : [entry])) }))
  return cellsOf(own, ids, variants, patterns, everywhere)
}

/** Stands in `behind` for the gateways that are the vendor's own API. */
const VENDOR = 'vendor'

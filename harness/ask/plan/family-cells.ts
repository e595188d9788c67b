import type { Cell, Variant, VariantSamples } from '../../model/cell.ts'
import type { GatewayFacts } from '../../model/gateway-facts.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { cellsOf } from './cells.ts'

/** What was asked for, whatever the SDK. */
export type CellWish = {
  readonly scenarios: readonly Scenario[]
  /** Ids. */
  readonly gateways: readonly string[]
  /** The matrix's scenario entries: they pick the variants. */
  readonly patterns: readonly string[]
}

/** What cells need to know of a family. */
export type CellFamily = {
  readonly id: string
  /** What the language of each registry has. */
  readonly variants: Readonly<Partial<Record<Registry, readonly Variant[]>>>
  readonly samples: VariantSamples
}

/**
 * The cells that mean something for SDKs of one family: scenarios that are for it, behind gateways that are, and
 * `vendor` read as its own vendor's API.
 * @param known every gateway by id
 */
export const familyCells = (
  { id: family, variants, samples }: CellFamily,
  registry: Registry,
  { scenarios, gateways, patterns }: CellWish,
  known: Readonly<Record<string, GatewayFacts>>,
): readonly Cell[] => {
  const ids = gateways.filter((id) => known[id]?.families?.includes(family) ?? true)
  const vendor = ids.filter((id) => known[id]?.vendor)
  const everywhere = ids.filter((id) => known[id]?.own || known[id]?.byName)
  const own = scenarios
    .filter(({ families }) => families?.includes(family) ?? true)
    .map((one) => ({ ...one, behind: one.behind.flatMap((entry) => (entry === VENDOR ? vendor : [entry])) }))
  return cellsOf(own, ids, variants[registry] ?? [], patterns, everywhere, samples)
}

/** Stands in `behind` for the gateways that are the vendor's own API. */
const VENDOR = 'vendor'

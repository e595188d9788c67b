import type { Cell, Variant, VariantSamples } from '../../model/cell.ts'
import type { Dictionary } from '../../model/dictionary.ts'
import type { GatewayFacts } from '../../model/gateway-facts.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { cellsOf } from './cells.ts'
import { hasWords } from './has-words.ts'

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
  /** Families whose API it speaks. */
  readonly like?: readonly string[]
  readonly dictionaries: Readonly<Partial<Record<Registry, Dictionary>>>
}

/**
 * The cells that mean something for SDKs of one family: scenarios that are for it, behind gateways that are, and
 * `vendor` read as its own vendor's API. Scenarios for a family whose API it speaks are for it too, as far as it has
 * words for them, and the API of that one's vendor is then read as its own vendor's.
 * @param known every gateway by id
 */
export const familyCells = (
  { id: family, variants, samples, like = [], dictionaries }: CellFamily,
  registry: Registry,
  { scenarios, gateways, patterns }: CellWish,
  known: Readonly<Record<string, GatewayFacts>>,
): readonly Cell[] => {
  const ids = gateways.filter((id) => known[id]?.families?.includes(family) ?? true)
  const vendor = ids.filter((id) => known[id]?.vendor)
  const everywhere = ids.filter((id) => known[id]?.own || known[id]?.byName)
  const isAlike = (of: readonly string[] | undefined): boolean => of?.some((id) => like.includes(id)) ?? false
  const theirs = Object.values(known).flatMap((one) => (one.vendor && isAlike(one.families) ? one.id : []))
  const words = dictionaries[registry]
  const own = scenarios
    .filter(
      (one) =>
        (one.families?.includes(family) ?? true) ||
        (isAlike(one.families) && words !== undefined && hasWords(words, one)),
    )
    .map((one) => ({
      ...one,
      behind: one.behind.flatMap((entry) => (entry === VENDOR || theirs.includes(entry) ? vendor : [entry])),
    }))
  return cellsOf(own, ids, variants[registry] ?? [], patterns, everywhere, samples)
}

/** Stands in `behind` for the gateways that are the vendor's own API. */
const VENDOR = 'vendor'

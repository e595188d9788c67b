import type { Cell, Variant, VariantSamples } from '../../model/cell.ts'
import type { Scenario } from '../../model/scenario.ts'
import { picksVariant } from './choose-scenarios.ts'
import { selects } from './selects.ts'

/**
 * Every scenario behind every gateway that it makes sense behind, in every variant that is there and asked for.
 * @param variants what the SDK's language has
 * @param patterns the matrix's scenario entries; default: all variants
 * @param everywhere gateways that no scenario can know (the user's own, those taken by name): each runs behind them
 * @param samples in which scenarios alone a variant is measured
 */
export const cellsOf = (
  scenarios: readonly Scenario[],
  gatewayIds: readonly string[],
  variants: readonly Variant[],
  patterns: readonly string[] = ['*'],
  everywhere: readonly string[] = [],
  samples: VariantSamples = {},
): readonly Cell[] =>
  scenarios.flatMap((scenario) =>
    variants
      .filter((variant) => picksVariant(scenario, variant, patterns, samples))
      .flatMap((variant) =>
        gatewayIds
          .filter((gateway) => everywhere.includes(gateway) || selects(scenario.behind, gateway))
          .map((gateway) => ({ scenario, variant, id: scenario.id + variant, gateway })),
      ),
  )

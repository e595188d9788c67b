import { VARIANTS, type Variant } from '../../model/cell.ts'
import type { Scenario } from '../../model/scenario.ts'
import { selects } from './selects.ts'

/**
 * Do the patterns ask for this variant of a scenario? An id, a path, or a glob that matches the id takes all variants;
 * one that only fits with the suffix (`azure-api-key.async`, `*.async`) takes that one.
 */
export const picksVariant = (scenario: Scenario, variant: Variant, patterns: readonly string[]): boolean =>
  patterns.some(
    (pattern) =>
      pattern === scenario.file || selects([pattern], scenario.id) || selects([pattern], scenario.id + variant),
  )

/** The scenarios of which the patterns (ids, globs over ids, absolute paths) ask for any variant, in the order of `all`. */
export const chooseScenarios = (all: readonly Scenario[], patterns: readonly string[]): readonly Scenario[] =>
  all.filter((scenario) => VARIANTS.some((variant) => picksVariant(scenario, variant, patterns)))

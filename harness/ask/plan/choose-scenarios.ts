import { VARIANTS, type Variant, type VariantSamples } from '../../model/cell.ts'
import type { Scenario } from '../../model/scenario.ts'
import { selects } from './selects.ts'

/**
 * Do the patterns ask for this variant of a scenario? An id, a path, or a glob that matches the id takes all variants;
 * one that only fits with the suffix (`azure-api-key.async`, `*.async`) takes that one. `@default` takes what is marked so,
 * `@address` what lies in that folder.
 * @param samples a variant that is named here is taken in these scenarios alone, unless a pattern fits with its suffix only
 */
export const picksVariant = (
  scenario: Scenario,
  variant: Variant,
  patterns: readonly string[],
  samples: VariantSamples = {},
): boolean =>
  patterns.some((pattern) =>
    isAsked(scenario, pattern)
      ? (samples[variant]?.includes(scenario.id) ?? true)
      : selects([pattern], scenario.id + variant),
  )

const isAsked = ({ id, file, group, default: isDefault = false }: Scenario, pattern: string): boolean =>
  pattern.startsWith('@')
    ? pattern === `@${group}` || (pattern === '@default' && isDefault)
    : pattern === file || selects([pattern], pattern.includes('/') ? file : id)

/** The scenarios of which the patterns (ids, globs over ids, absolute paths) ask for any variant, in the order of `all`. */
export const chooseScenarios = (all: readonly Scenario[], patterns: readonly string[]): readonly Scenario[] =>
  all.filter((scenario) => VARIANTS.some((variant) => picksVariant(scenario, variant, patterns)))

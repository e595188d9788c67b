import type { Scenario } from './scenario.ts'

/**
 * How a scenario is called: the plain call; by the asynchronous client (PyPI); by the client that `require` loads (npm,
 * where the plain call is made by the one that `import` loads, since most programs do).
 */
export const VARIANTS = ['', '.async', '.require'] as const
export type Variant = (typeof VARIANTS)[number]

/** Variants that are not measured in every scenario, each with the ids of those in which it is. */
export type VariantSamples = Readonly<Partial<Record<Variant, readonly string[]>>>

/** One measurement of one version: a scenario's variant behind a gateway. */
export type Cell = {
  readonly scenario: Scenario
  readonly variant: Variant
  /** Scenario id and variant: `azure-api-key.async`. */
  readonly id: string
  readonly gateway: string
}

/** `azure-api-key.async` → `['azure-api-key', '.async']`. */
export const splitVariant = (id: string): readonly [scenario: string, variant: Variant] => {
  const variant = VARIANTS.find((end) => end !== '' && id.endsWith(end)) ?? ''
  return [id.slice(0, id.length - variant.length), variant]
}

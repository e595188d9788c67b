import type { Scenario } from './scenario.ts'

/** How a scenario is called: the plain call, or the asynchronous one. */
export const VARIANTS = ['', '.async'] as const
export type Variant = (typeof VARIANTS)[number]

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

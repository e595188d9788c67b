import { type CellWish, familyCells } from '../../ask/plan/family-cells.ts'
import { isEmpty } from '../../pipeline/gate/gate-runs.ts'
import { type ChosenGateways, gatewaysFor } from '../../pipeline/plan/gateways-for.ts'
import type { World } from '../../pipeline/world.ts'
import { stepsOf } from './candidate.ts'
import type { FoundStep } from './found-step.ts'

/**
 * The steps that can be judged by what was asked for, and in words those of other SDKs, which nothing of that is for. Where it
 * is for none of them, nothing is known of any.
 */
export const askedOf = (
  steps: readonly FoundStep[],
  wish: CellWish & ChosenGateways,
  world: World,
): { readonly steps: readonly FoundStep[]; readonly aside: readonly string[] } => {
  const isIdle = (step: FoundStep): boolean =>
    step.state === 'measure' &&
    stepsOf(step, world).every(({ sdk, family }) => {
      const { gateways } = gatewaysFor(sdk, wish, world)
      const cells = familyCells(family, sdk.registry, { ...wish, gateways }, world.gateways)
      return isEmpty({ cells, programs: sdk.programs ?? [] })
    })
  const idle = steps.filter(isIdle)
  if (steps.some((step) => step.state === 'measure' && !idle.includes(step)))
    return {
      steps: steps.filter((step) => !idle.includes(step)),
      aside: idle.map(({ sdk, from, to }) => `${sdk.id} ${from} → ${to} was not judged: ${FOR_NONE}`),
    }
  return {
    steps: steps.map(
      (step): FoundStep => (idle.includes(step) ? { ...step, state: 'unknown', reason: FOR_NONE } : step),
    ),
    aside: [],
  }
}

const FOR_NONE = 'none of the scenarios and gateways that were asked for is for it.'

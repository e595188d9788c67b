import { splitVariant } from '../../model/cell.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Sdk } from '../../model/sdk.ts'
import type { Family } from './family.ts'
import { families } from './index.ts'
import { sourceText } from './source-text.ts'

/**
 * The program a user would write for a result's scenario, credentials by their role; undefined when the SDK has no
 * words for it.
 * @param id of the result: the scenario's, with its variant
 */
export const sourceOf = (scenarios: readonly Scenario[], id: string, sdk: Sdk, version: string): string | undefined => {
  const family = Object.values<Family>(families).find((one) => one.id === sdk.family)
  const [scenarioId, variant] = splitVariant(id)
  const scenario = scenarios.find((one) => one.id === scenarioId)
  if (!family || !scenario) return undefined
  const spelled = family.spell(scenario, {
    registry: sdk.registry,
    version,
    variant,
    gatewayUrl: 'https://gateway',
    credential: (role) => `‹${role}›`,
    provider: (role) => [`‹${role}›`],
  })
  return spelled.kind === 'recipe' ? sourceText(spelled.recipe, sdk.registry) : undefined
}

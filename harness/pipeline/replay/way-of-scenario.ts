import { splitVariant } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { handOversOf, handsOverSpoilt } from '../hand-overs.ts'

/** How a scenario, by its id with the variant, hands its credential over, in the SDK's own words; null: not by itself. */
export const wayOfScenario = (
  scenarios: readonly Scenario[],
  family: Family,
  registry: Registry,
): ((id: string) => string | null) => {
  const handOvers = new Map(
    handOversOf(scenarios, family, registry).map(({ scenario, spelling }) => [scenario, spelling]),
  )
  // A credential that is spoilt on purpose is no way of handing one over.
  const spoilt = new Set(scenarios.filter(handsOverSpoilt).map(({ id }) => id))
  const kinds = new Map(scenarios.map(({ id, client }) => [id, client.kind]))
  const clients = family.dictionaries[registry]?.clients ?? {}
  return (id) => {
    const [scenario, variant] = splitVariant(id)
    const spelling = spoilt.has(scenario) ? null : handOvers.get(scenario)
    const kind = kinds.get(scenario)
    const words = kind === undefined ? undefined : clients[kind]
    const name = words?.names[variant] ?? words?.names['']
    return spelling ? (name ? `\`${name}\`: ${spelling}` : spelling) : null
  }
}

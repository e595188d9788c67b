import type { SpeakingFamily } from '../../model/family.ts'
import type { ScenarioNames } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'

/** The families of a run: those that come with the tool, then the user's. */
export type KnownFamilies = {
  readonly all: readonly SpeakingFamily[]
  /** The family whose package this is, if any. */
  readonly of: (registry: Registry, packageName: string) => string | undefined
  /** The families that have words in a registry's language. */
  readonly on: (registry: Registry) => readonly string[]
  /** All that a scenario can ask for: what some family has words for. */
  readonly scenarioNames: ScenarioNames
}

export const knownFamilies = (all: readonly SpeakingFamily[]): KnownFamilies => {
  const dictionaries = all.flatMap((family) => Object.values(family.dictionaries))
  return {
    all,
    of: (registry, packageName) => all.find(({ packages }) => packages[registry]?.includes(packageName))?.id,
    on: (registry) => all.filter((family) => family.dictionaries[registry]).map(({ id }) => id),
    scenarioNames: {
      clients: [...new Set(dictionaries.flatMap(({ clients }) => Object.keys(clients)))],
      apis: [...new Set(dictionaries.flatMap(({ apis }) => Object.keys(apis)))],
    },
  }
}

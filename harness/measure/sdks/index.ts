import type { ScenarioNames } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { anthropic, anthropicFoundry } from './anthropic/family.ts'
import type { Family, SpeakingFamily } from './family.ts'
import { openai } from './openai/family.ts'

/** Every SDK family a matrix can name, by id. */
export const families = {
  openai,
  anthropic,
  'anthropic-foundry': anthropicFoundry,
} as const satisfies Readonly<Record<string, SpeakingFamily>>

const all: readonly Family[] = Object.values(families)

/** The family whose package this is, if any. */
export const familyOf = (registry: Registry, packageName: string): string | undefined =>
  all.find(({ packages }) => packages[registry]?.includes(packageName))?.id

/** The families that have words in a registry's language. */
export const familiesOn = (registry: Registry): readonly string[] =>
  all.filter(({ dictionaries }) => dictionaries[registry]).map(({ id }) => id)

const dictionaries = all.flatMap((family) => Object.values(family.dictionaries))

/** All that a scenario can ask for: what some family has words for. */
export const scenarioNames: ScenarioNames = {
  clients: [...new Set(dictionaries.flatMap(({ clients }) => Object.keys(clients)))],
  apis: [...new Set(dictionaries.flatMap(({ apis }) => Object.keys(apis)))],
}

import { splitVariant } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Sdk } from '../../model/sdk.ts'
import { sourceText } from './source-text.ts'
import { spelledByRole } from './spelled-by-role.ts'

type Known = {
  readonly scenarios: readonly Scenario[]
  /** By id. */
  readonly families: Readonly<Record<string, Family>>
}

/**
 * The program a user would write for a result's scenario, credentials by their role; undefined when the SDK has no
 * words for it.
 * @param id of the result: the scenario's, with its variant
 */
export const sourceOf = ({ scenarios, families }: Known, id: string, sdk: Sdk, version: string): string | undefined => {
  const family = families[sdk.family]
  const [scenarioId, variant] = splitVariant(id)
  const scenario = scenarios.find((one) => one.id === scenarioId)
  if (!family || !scenario) return undefined
  const spelled = spelledByRole(family, scenario, { sdk, version, variant })
  if (spelled.kind !== 'recipe') return undefined
  const { recipe } = spelled
  return sourceText({ ...recipe, module: importedAs(recipe.module, sdk, family) }, sdk.registry)
}

/** What a fork that is not imported by its own name is imported by stands in what was installed, and nowhere here. */
const importedAs = (module: string, { registry, package: name }: Sdk, { packages }: Family): string =>
  module === name || packages[registry]?.includes(name) ? module : `‹module of ${name}›`

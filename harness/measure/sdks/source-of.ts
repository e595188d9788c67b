import { splitVariant } from '../../model/cell.ts'
import type { Certificate, KeyPair } from '../../model/certificate.ts'
import type { Family } from '../../model/family.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Sdk } from '../../model/sdk.ts'
import { sourceText } from './source-text.ts'
import { spell } from './spell.ts'

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
  const spelled = spell(family, scenario, {
    registry: sdk.registry,
    package: sdk.package,
    version,
    variant,
    gatewayUrl: 'https://gateway',
    proxyUrl: 'http://proxy',
    otherOriginUrl: 'https://other.example',
    certificates: { 'client-certificate': held('client-certificate'), 'other-certificate': held('other-certificate') },
    credential: (role) => `‹${role}›`,
    provider: (role) => [`‹${role}›`],
  })
  if (spelled.kind !== 'recipe') return undefined
  const { recipe } = spelled
  return sourceText({ ...recipe, module: importedAs(recipe.module, sdk, family) }, sdk.registry)
}

const held = (name: Certificate): KeyPair => ({ cert: `‹${name}›`, key: `‹key of ${name}›` })

/** What a fork that is not imported by its own name is imported by stands in what was installed, and nowhere here. */
const importedAs = (module: string, { registry, package: name }: Sdk, { packages }: Family): string =>
  module === name || packages[registry]?.includes(name) ? module : `‹module of ${name}›`

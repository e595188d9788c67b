import { ecosystems } from '../../ecosystems/index.ts'
import type { Family } from '../../model/family.ts'
import type { Beside } from '../../model/matrix.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Sdk } from '../../model/sdk.ts'
import { spelledByRole } from './spelled-by-role.ts'

/** Of the packages that some calls of a family need, those that the calls of these scenarios do. */
export const callsNeed = (
  family: Family,
  sdk: Pick<Sdk, 'registry' | 'package'>,
  scenarios: readonly Scenario[],
): Beside => {
  const some = Object.entries(family.besideCalls?.[sdk.registry] ?? {})
  if (some.length === 0) return {}
  const { normalName } = ecosystems[sdk.registry]
  const loaded = new Set(
    scenarios.flatMap((scenario) =>
      (family.variants[sdk.registry] ?? ['']).flatMap((variant) => {
        const spelled = spelledByRole(family, scenario, { sdk, version: '0', variant })
        return spelled.kind === 'recipe' ? modulesIn(spelled.recipe).flatMap(namesOf).map(normalName) : []
      }),
    ),
  )
  return Object.fromEntries(some.filter(([name]) => loaded.has(normalName(name))))
}

/** What a recipe's values are made of and need, and by what its connections are opened. */
const modulesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) =>
    MODULES.includes(name) && [one].flat().every((each) => typeof each === 'string') ? [one].flat() : modulesIn(one),
  )
}
const MODULES = ['module', 'connection', 'beside']

/** What the package of a module may be called: of a path the first part, or two; in the place of dots PyPI's names have dashes. */
const namesOf = (module: string): readonly string[] => [
  module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/'),
  module.replaceAll('.', '-'),
]

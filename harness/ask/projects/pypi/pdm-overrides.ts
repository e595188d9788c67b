import { literally } from '../../../model/pattern.ts'
import type { SayingOverrides } from '../override.ts'
import { readToml, string, table, tomlLines } from '../toml-text.ts'
import { readRequirement } from './requirement.ts'

/** `[tool.pdm.resolution.overrides]`: an exact version, a specifier or an address for each name. https://pdm-project.org/en/latest/usage/config/#override-the-resolved-package-versions */
export const pdmOverrides: SayingOverrides = (file, source, wanted) => {
  const toml = readToml(file, source)
  if ('fault' in toml) return []
  const lines = tomlLines(source)
  const said = table(table(table(table(toml.root['tool'])['pdm'])['resolution'])['overrides'])
  return Object.entries(said).flatMap(([name, value]) => {
    const requirement = readRequirement(`${name}${specifierOf(string(value) ?? '')}`)
    const known = requirement && wanted(requirement.name)
    if (!requirement || known === null || known === undefined) return []
    return [
      {
        registry: 'pypi' as const,
        package: known,
        range: requirement.range,
        narrows: false,
        under: null,
        isFor: () => true,
        at: { file, line: lines.next(new RegExp(`\\b${literally(name)}\\b`), 'tool.pdm.resolution') },
        by: ['pdm.lock', 'pylock.toml'],
      },
    ]
  })
}

const specifierOf = (value: string): string => {
  if (/^[\w+.]+:\/\//.test(value)) return ` @ ${value}`
  return /^\s*\d/.test(value) ? `==${value.trim()}` : value
}

import { literally } from '../../../model/pattern.ts'
import type { SayingOverrides } from '../override.ts'
import { list, readToml, string, table, tomlLines } from '../toml-text.ts'
import { readRequirement } from './requirement.ts'

/** `override-dependencies` and `constraint-dependencies`. https://docs.astral.sh/uv/reference/settings/#override-dependencies */
export const uvOverrides: SayingOverrides = (file, source, wanted) => {
  const toml = readToml(file, source)
  if ('fault' in toml) return []
  const lines = tomlLines(source)
  const uv = table(table(toml.root['tool'])['uv'])
  return (['override-dependencies', 'constraint-dependencies'] as const).flatMap((key) =>
    list(uv[key]).flatMap((item) => {
      const requirement = readRequirement(string(item) ?? '')
      const known = requirement && wanted(requirement.name)
      if (!requirement || known === null || known === undefined) return []
      const line = lines.next(new RegExp(`["']${literally((string(item) ?? '').split(/["'\\]/)[0] ?? '')}`), 'tool.uv')
      return [
        {
          registry: 'pypi' as const,
          package: known,
          range: requirement.range,
          narrows: key === 'constraint-dependencies',
          under: null,
          isFor: () => true,
          at: { file, line },
          by: ['uv.lock'],
        },
      ]
    }),
  )
}

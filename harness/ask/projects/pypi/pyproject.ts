import { literally } from '../../../model/pattern.ts'
import type { Ask, ReadManifest, Wanted } from '../reading.ts'
import { list, readToml, string, table, tomlLines } from '../toml-text.ts'
import type { Group } from '../use.ts'
import { constraintsOf } from './poetry-dependency.ts'
import { readRequirement } from './requirement.ts'

/** Where `pyproject.toml` keeps lists of PEP 508 texts: PEP 621, PEP 735, pdm's and uv's older groups. */
const listsOf = (
  root: Readonly<Record<string, unknown>>,
): readonly (readonly [home: string, texts: unknown, group: Group])[] => {
  const project = table(root['project'])
  const tool = table(root['tool'])
  const each = (home: string, groups: unknown, group: Group) =>
    Object.values(table(groups)).map((texts) => [home, texts, group] as const)
  return [
    ['project', project['dependencies'], 'dependencies'],
    ...each('project', project['optional-dependencies'], 'optional'),
    ...each('dependency-groups', root['dependency-groups'], 'dev'),
    ...each('tool.pdm', table(tool['pdm'])['dev-dependencies'], 'dev'),
    ['tool.uv', table(tool['uv'])['dev-dependencies'], 'dev'],
  ]
}

export const readPyproject: ReadManifest = (file, source, wanted) => {
  const toml = readToml(file, source)
  if ('fault' in toml) return { asks: [], faults: [toml.fault] }
  const lines = tomlLines(source)
  const elsewhere = uvSources(toml.root, wanted)
  const listed = listsOf(toml.root).flatMap(([home, texts, group]) =>
    list(texts).flatMap((item): readonly Ask[] => {
      const requirement = readRequirement(string(item) ?? '')
      const known = requirement && wanted(requirement.name)
      if (!requirement || known === null || known === undefined) return []
      const range = elsewhere.get(known) ?? requirement.range
      // A quote within the text may be written with a backslash: the name before it is enough then.
      const start = literally((string(item) ?? '').split(/["'\\]/)[0] ?? '')
      const line = lines.next(new RegExp(`["']${start}`), home)
      return [{ package: known, key: known, range, spec: range, group, line, pinned: null }]
    }),
  )

  const poetry = table(table(toml.root['tool'])['poetry'])
  const groups: readonly (readonly [home: string, entries: unknown, group: Group])[] = [
    ['tool.poetry.dependencies', poetry['dependencies'], 'dependencies'],
    ['tool.poetry.dev-dependencies', poetry['dev-dependencies'], 'dev'],
    ...Object.entries(table(poetry['group'])).map(
      ([name, value]) => [`tool.poetry.group.${name}`, table(value)['dependencies'], 'dev'] as const,
    ),
  ]
  const spelt = groups.flatMap(([home, entries, group]) =>
    Object.entries(table(entries)).flatMap(([name, value]): readonly Ask[] => {
      // Poetry's own word for the interpreter. https://python-poetry.org/docs/pyproject/#dependencies
      const known = name === 'python' ? undefined : wanted(name)
      const constraints = known === undefined ? [] : constraintsOf(value)
      // Poetry 2: only details here, the version is in [project].
      if (known === undefined || constraints.length === 0) return []
      const line = lines.next(
        new RegExp(`(^\\s*|[.{,]\\s*)["']?${literally(name)}["']?\\s*[=.]|\\.["']?${literally(name)}["']?\\]`),
        home,
      )
      return constraints.map(({ range, optional }) => ({
        package: known,
        key: known,
        range,
        spec: range,
        group: optional ? 'optional' : group,
        line,
        pinned: null,
      }))
    }),
  )
  return { asks: [...listed, ...spelt], faults: [] }
}

/**
 * Packages that uv is told to take from elsewhere, as direct references; an index of one's own is none.
 * https://docs.astral.sh/uv/concepts/projects/dependencies/#dependency-sources
 */
const uvSources = (root: Readonly<Record<string, unknown>>, wanted: Wanted): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(table(table(table(root['tool'])['uv'])['sources'])).flatMap(([name, entry]) => {
      const known = wanted(name)
      // Several are for different platforms: that one of them leads elsewhere is enough not to know.
      const places = (Array.isArray(entry) ? entry : [entry]).map(table).flatMap(({ git, url, path, workspace }) => {
        const place = [git, url, path].map(string).find((one) => one !== undefined)
        return place ?? (workspace === true ? 'workspace:' : [])
      })
      return known === undefined || places[0] === undefined ? [] : [[known, `@ ${places[0]}`] as const]
    }),
  )

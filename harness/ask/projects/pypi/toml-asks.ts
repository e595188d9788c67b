import { list, string, type Table, table } from '../toml-text.ts'
import type { Dependent, Wish } from '../use.ts'
import { constraintsOf } from './poetry-dependency.ts'
import { readRequirement } from './requirement.ts'

/** What a package of a lockfile asks for. */
export type Asked = {
  readonly name: string
  /** The version that answers it, where the lockfile says so: it holds several. */
  readonly version: string | null
  readonly wants: Wish
  readonly kind: Dependent['kind']
}

const FOREIGN: Wish = { kind: 'unknown', why: 'it comes from no registry' }

/**
 * uv: names, no ranges. Extras that are off are left out. Members of the workspace (packages of a folder) speak by their
 * own manifests.
 */
export const uvAsks = (item: Table): readonly Asked[] => {
  const { registry, editable, virtual, directory } = table(item['source'])
  if ([editable, virtual, directory].some((folder) => folder !== undefined)) return []
  const wants: Wish = registry === undefined ? FOREIGN : { kind: 'in-registry' }
  const extras = Object.values(table(item['optional-dependencies'])).flatMap(list)
  return [...list(item['dependencies']), ...extras].flatMap((entry) => namedIn(entry, wants))
}

/** PEP 751: names, no ranges, and not every writer puts them there. https://peps.python.org/pep-0751/#packages-dependencies */
export const pylockAsks = (item: Table): readonly Asked[] | null => {
  if (!('dependencies' in item)) return null
  const foreign = ['vcs', 'directory', 'archive'].some((place) => place in item)
  return list(item['dependencies']).flatMap((entry) => namedIn(entry, foreign ? FOREIGN : { kind: 'in-registry' }))
}

const namedIn = (entry: unknown, wants: Wish): readonly Asked[] => {
  const { name, version } = table(entry)
  return typeof name === 'string' ? [{ name, version: string(version) ?? null, wants, kind: 'plain' }] : []
}

/** poetry: ranges. Which extras are on it does not say. */
export const poetryAsks = (item: Table): readonly Asked[] =>
  Object.entries(table(item['dependencies'])).flatMap(([name, value]) => {
    const constraints = constraintsOf(value)
    if (constraints.length === 0) return []
    const kind = constraints.every(({ optional }) => optional) ? ('extra' as const) : ('plain' as const)
    return [{ name, version: null, wants: { kind: 'range', range: eitherOf(constraints) }, kind }]
  })

/** Several for different Pythons: any of them may hold. */
const eitherOf = (constraints: readonly { readonly range: string }[]): string => {
  const ranges = [...new Set(constraints.map(({ range }) => range))]
  return ranges.includes('') ? '' : ranges.join(' || ')
}

/** pdm: whole requirements; a package with extras is an entry of its own, with what they ask for. */
export const pdmAsks = (item: Table): readonly Asked[] =>
  list(item['dependencies']).flatMap((entry) => {
    const requirement = readRequirement(string(entry) ?? '')
    if (requirement === null) return []
    return [
      { name: requirement.name, version: null, wants: { kind: 'range', range: requirement.range }, kind: 'plain' },
    ]
  })

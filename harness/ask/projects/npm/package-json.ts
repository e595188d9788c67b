import { items, member, members, type Node, readJson, text } from '../json-text.ts'
import type { Ask, Manifest, Wanted } from '../reading.ts'
import type { Group } from '../use.ts'
import type { Catalogs } from './catalogs.ts'
import { readSpecifier } from './specifier.ts'

export type PackageJson = Manifest & {
  /** Globs of the workspace's folders; null when it is none. */
  readonly workspaces: readonly string[] | null
}

const GROUPS = [
  ['dependencies', 'dependencies'],
  ['devDependencies', 'dev'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'peer'],
] as const satisfies readonly (readonly [string, Group])[]

/** @param catalogs ranges that `catalog:` stands for, from the workspace's root */
export const readPackageJson = (file: string, source: string, wanted: Wanted, catalogs: Catalogs = {}): PackageJson => {
  const json = readJson(file, source)
  if ('fault' in json) return { asks: [], workspaces: null, faults: [json.fault] }
  const { root, lineOf } = json
  // What is optional as well overrides the plain entry. https://docs.npmjs.com/cli/configuring-npm/package-json#optionaldependencies
  const optional = new Set(members(member(root, 'optionalDependencies')).map(({ key }) => key))
  const asks = GROUPS.flatMap(([field, group]) =>
    members(member(root, field)).flatMap(({ key, at, value }): Ask[] => {
      const spec = text(value)
      if (spec === undefined || (group === 'dependencies' && optional.has(key))) return []
      const meant = spec.startsWith('catalog:')
        ? (catalogs[spec.slice('catalog:'.length) || 'default']?.[key] ?? spec)
        : spec
      const { package: name, range } = readSpecifier(key, meant)
      const known = wanted(name)
      const common = { key, spec, group, line: lineOf(at), pinned: null }
      if (known !== undefined) return [{ package: known, range, ...common }]
      // Another package under the name of a wanted one: whoever loads that one gets it, and no version of it says a thing.
      const taken = wanted(key)
      return taken === undefined ? [] : [{ package: taken, range: meant, ...common }]
    }),
  )
  return { asks, workspaces: workspacesOf(member(root, 'workspaces')), faults: [] }
}

/** A list, or `{ packages: [...] }` (yarn, bun). */
const workspacesOf = (node: Node | undefined): readonly string[] | null => {
  const list = node?.type === 'object' ? member(node, 'packages') : node
  return list?.type === 'array' ? items(list).flatMap((item) => text(item) ?? []) : null
}

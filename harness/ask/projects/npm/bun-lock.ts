import { items, type Json, member, members, type Node, readJson, text } from '../json-text.ts'
import { type Copy, type Holder, type ReadLock, unknownFormat, unread, type Wanted } from '../reading.ts'
import { readSpecifier } from './specifier.ts'

const NEWEST = 2

/**
 * `bun.lock`: JSON with trailing commas. `packages` is keyed by who gets it: `openai` for all, `a/openai` for the
 * package or member called `a`. https://bun.com/docs/pm/lockfile
 */
export const readBunLock: ReadLock = (file, source, wanted) => {
  const json = readJson(file, source)
  if ('fault' in json) return unread(json.fault)
  const version = member(json.root, 'lockfileVersion')
  if (!(Number(version?.value) >= 0 && Number(version?.value) <= NEWEST))
    return unknownFormat(file, version ? json.lineOf(version) : 1, version?.value, `versions 0 to ${NEWEST}`)
  const folders = members(member(json.root, 'workspaces')).map(({ key, value }) => ({
    folder: key,
    name: key === '' ? null : text(member(value, 'name')),
  }))
  const packages = members(member(json.root, 'packages'))
  const held = new Set(packages.map(({ key }) => key))
  const wishes = wishesOf(packages, json, wanted)
  const copies = packages.flatMap(({ key: path, at, value }): readonly Copy[] => {
    const { name: called, version } = idOf(value)
    const name = wanted(called)
    if (name === undefined || version.startsWith('workspace:')) return []
    const serves = folders
      .map((member) => ({ ...member, key: keyFor(path, member.name ?? null) }))
      .filter(({ name: owner, key }) => key !== null && (path !== key || !owner || !held.has(`${owner}/${key}`)))
      .map(({ folder, key }) => ({ folder, key, spec: null }))
    const dependents = wishes.filter((wish) => wish.path === path).map(({ path: _, ...holder }) => holder)
    return [{ package: name, version, line: json.lineOf(at), serves, dependents }]
  })
  return { copies, members: folders.map(({ folder }) => folder), faults: [] }
}

/** The name under which this member sees the package at `path`; null when it is somebody else's. */
const keyFor = (path: string, owner: string | null): string | null => {
  if (owner !== null && path.startsWith(`${owner}/`))
    return namesIn(path.slice(owner.length + 1)) === 1 ? path.slice(owner.length + 1) : null
  return namesIn(path) === 1 ? path : null
}

/** `@scope/name` is one name. */
const namesIn = (path: string): number => path.replaceAll(/@[^/]+\//g, '').split('/').length

/** `openai@5.17.0`. */
const idOf = (value: Node): { readonly name: string; readonly version: string } => {
  const id = text(items(value)[0]) ?? ''
  const split = id.indexOf('@', 1)
  return { name: id.slice(0, split), version: id.slice(split + 1) }
}

const ASKING = [
  ['dependencies', 'plain'],
  ['optionalDependencies', 'plain'],
  ['peerDependencies', 'peer'],
] as const

/** What each package wants of the wanted ones, and the path of the copy that it gets. */
const wishesOf = (
  packages: ReturnType<typeof members>,
  { lineOf }: Json,
  wanted: Wanted,
): readonly (Holder & { readonly path: string })[] => {
  const held = new Set(packages.map(({ key }) => key))
  return packages.flatMap(({ key: path, value }) => {
    const facts = items(value).find(({ type }) => type === 'object')
    const { name, version } = idOf(value)
    if (version.startsWith('workspace:')) return []
    return ASKING.flatMap(([field, kind]) =>
      members(member(facts, field)).flatMap(({ key, at, value: spec }) => {
        const { package: asked, range } = readSpecifier(key, text(spec) ?? '')
        const place = lookUps(path, key).find((one) => held.has(one))
        if (wanted(asked) === undefined || place === undefined) return []
        const wants = { kind: 'range', range } as const
        return [{ path: place, package: name, version, line: lineOf(at), kind, wants }]
      }),
    )
  })
}

/** Where the package at this path finds another, nearest first: `a/b/openai`, `a/openai`, `openai`. */
const lookUps = (path: string, key: string): readonly string[] => {
  const names = path.match(/(?:@[^/]+\/)?[^/]+/g) ?? []
  return Array.from({ length: names.length + 1 }, (_, up) => [...names.slice(0, names.length - up), key].join('/'))
}

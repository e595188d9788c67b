import { type Json, member, members, type Node, readJson, text } from '../json-text.ts'
import { type Holder, type Lock, type ReadLock, unknownFormat, unread, type Wanted } from '../reading.ts'
import { isElsewhere, readDescriptor, readSpecifier } from './specifier.ts'

/**
 * `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3.
 * https://docs.npmjs.com/cli/configuring-npm/package-lock-json
 */
export const readPackageLock: ReadLock = (file, source, wanted) => {
  const json = readJson(file, source)
  if ('fault' in json) return unread(json.fault)
  const version = member(json.root, 'lockfileVersion')
  switch (version?.value) {
    case 1:
      return lockOf(json, nested(json.root, ''), [''], wanted)
    case 2:
    case 3:
      return flat(json, wanted)
    default:
      return unknownFormat(file, version ? json.lineOf(version) : 1, version?.value, 'versions 1 to 3')
  }
}

const MODULES = 'node_modules/'

/** What lies in a node_modules. */
type Installed = {
  /** `node_modules/a/node_modules/b`, from the lockfile's folder on. */
  readonly path: string
  /** The folder's own name: an alias, or the package's name. */
  readonly key: string
  readonly package: string
  readonly version: string
  readonly elsewhere?: string
  readonly at: Node
  readonly asks: readonly {
    readonly key: string
    readonly at: Node
    readonly value: Node
    readonly kind: 'plain' | 'peer'
  }[]
}

/** Version 1: a tree of what lies in which node_modules, with what each asks for under `requires`; peers it leaves out. */
const nested = (level: Node, folder: string): readonly Installed[] =>
  members(member(level, 'dependencies')).flatMap(({ key, at, value }): readonly Installed[] => {
    const path = `${folder}${MODULES}${key}`
    const version = text(member(value, 'version')) ?? ''
    const alias = version.startsWith('npm:') ? readDescriptor(version.slice('npm:'.length)) : null
    const own = { path, key, at, package: alias?.package ?? key, version: alias?.range ?? version }
    const asks = members(member(value, 'requires')).map((ask) => ({ ...ask, kind: 'plain' as const }))
    return [{ ...own, asks }, ...nested(value, `${path}/`)]
  })

const ASKING = [
  ['dependencies', 'plain'],
  ['optionalDependencies', 'plain'],
  ['peerDependencies', 'peer'],
] as const

/** Versions 2 and 3: paths. A folder without node_modules in its path is a member of the workspace. */
const flat = (json: Json, wanted: Wanted): Lock => {
  const paths = members(member(json.root, 'packages'))
  const folders = paths.map(({ key }) => key).filter((path) => !path.includes(MODULES))
  const installed = paths.flatMap(({ key: path, at, value }): readonly Installed[] => {
    const version = text(member(value, 'version'))
    // A link leads to a member of the workspace: the project's own code.
    if (!path.includes(MODULES) || version === undefined || member(value, 'link')?.value === true) return []
    const key = path.slice(path.lastIndexOf(MODULES) + MODULES.length)
    const asks = ASKING.flatMap(([field, kind]) => members(member(value, field)).map((ask) => ({ ...ask, kind })))
    const resolved = text(member(value, 'resolved')) ?? ''
    // Any https address may be a registry's.
    const elsewhere = isElsewhere(resolved) && !/^https?:/i.test(resolved) ? { elsewhere: resolved } : {}
    return [{ path, key, at, package: text(member(value, 'name')) ?? key, version, ...elsewhere, asks }]
  })
  return lockOf(json, installed, folders, wanted)
}

const lockOf = (
  { lineOf }: Json,
  installed: readonly Installed[],
  folders: readonly string[],
  wanted: Wanted,
): Lock => {
  const known = installed.flatMap((one) => {
    const name = wanted(one.package)
    return name === undefined ? [] : [{ ...one, package: name }]
  })
  const held = new Set(known.map(({ path }) => path))
  const found = (folder: string, key: string) => lookUps(folder, key).find((place) => held.has(place))
  const holders = installed.flatMap(({ path, package: name, version, asks }) =>
    asks.flatMap(({ key, at, value, kind }): readonly (Holder & { readonly path: string })[] => {
      const { package: asked, range } = readSpecifier(key, text(value) ?? '')
      const place = wanted(asked) === undefined ? undefined : found(path, key)
      if (place === undefined) return []
      return [{ path: place, package: name, version, line: lineOf(at), kind, wants: { kind: 'range', range } }]
    }),
  )
  const copies = known.map(({ path, key, package: name, version, elsewhere, at }) => ({
    package: name,
    version,
    line: lineOf(at),
    ...(elsewhere === undefined ? {} : { elsewhere }),
    serves: folders.filter((folder) => found(folder, key) === path).map((folder) => ({ folder, key, spec: null })),
    dependents: holders.filter((holder) => holder.path === path).map(({ path: _, ...holder }) => holder),
  }))
  return { copies, members: folders, faults: [] }
}

/** Where Node looks for a package, nearest first. */
const lookUps = (folder: string, key: string): readonly string[] => {
  const names = folder === '' ? [] : folder.split('/')
  return Array.from({ length: names.length + 1 }, (_, up) =>
    [...names.slice(0, names.length - up), `${MODULES}${key}`].join('/'),
  )
}

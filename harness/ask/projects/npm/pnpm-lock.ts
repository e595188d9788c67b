import { isMap, isScalar, LineCounter, parseAllDocuments, type YAMLMap } from 'yaml'
import { broken } from '../json-text.ts'
import { type Copy, type Demand, type Holder, type ReadLock, unknownFormat, unread } from '../reading.ts'

const READ = ['5', '6', '9']
const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies']

/**
 * `pnpm-lock.yaml` of pnpm 3 to 7 (format 5), 8 (6) and 9 and later (9). `importers` says what each member's
 * dependency became; a lockfile of one project may have them at its top instead.
 * https://github.com/pnpm/spec/tree/master/lockfile
 */
export const readPnpmLock: ReadLock = (file, source, wanted) => {
  const lines = new LineCounter()
  const documents = parsed(withoutSnapshots(source), lines)
  const error = documents.flatMap(({ errors }) => errors)[0]
  if (error) return unread(broken(file, lines.linePos(error.pos[0]).line, `it is not valid YAML (${error.code})`))
  // pnpm 11 and later may put what it needs for itself into a document before the project's own.
  const root = Array.isArray(documents) ? documents.at(-1)?.contents : null
  if (!isMap(root)) return unread(broken(file, 1, 'it is no lockfile of pnpm'))
  const format = String(root.get('lockfileVersion') ?? '')
  if (!READ.includes(format.split('.')[0] ?? ''))
    return unknownFormat(file, 1, format || undefined, 'versions 5, 6 and 9')

  const importers = pairs(root.get('importers'))
  const folders = importers.length > 0 ? importers : [{ key: '.', value: root as unknown }]
  const demands = folders.flatMap(({ key: folder, value: importer }) =>
    GROUPS.flatMap((group) =>
      pairs(child(importer, group)).map(({ key, value }) => {
        const version = String(isMap(value) ? value.get('version') : plain(value))
        return {
          ...targetOf(key, version),
          demand: { folder: folder === '.' ? '' : folder, key, spec: null } satisfies Demand,
        }
      }),
    ),
  )
  const packages = pairs(root.get('packages'))
  const copies = packages.flatMap(({ key, value, offset }): readonly Copy[] => {
    const path = readPath(key)
    const named = child(value, 'name')
    const name = wanted(typeof named === 'string' ? named : (path?.name ?? ''))
    if (path === null || name === undefined) return []
    const serves = demands
      .filter((to) => to.name === path.name && to.version === path.version)
      .map(({ demand }) => demand)
    return [{ package: name, version: path.version, line: lines.linePos(offset).line, serves, dependents: [] }]
  })
  const peers = packages.flatMap(({ value }) => pairs(child(value, 'peerDependencies')))
  const asksForSome = copies.some(({ serves }) => serves.length === 0) || peers.some(({ key }) => wanted(key))
  const edges = asksForSome ? edgesOf(source, packages, lines) : []
  return {
    copies: once(copies).map((copy) => ({ ...copy, dependents: dependentsOf(copy, edges) })),
    members: folders.map(({ key }) => (key === '.' ? '' : key)),
    faults: [],
  }
}

// pnpm checks for repeated keys itself, and the check costs the square of their number.
const parsed = (source: string, lineCounter: LineCounter) =>
  parseAllDocuments(source, { lineCounter, uniqueKeys: false, logLevel: 'silent' })

type Pair = { readonly key: string; readonly value: unknown; readonly offset: number }

/** A package of the lockfile, and what one of its dependencies became. */
type Edge = { readonly name: string; readonly version: string; readonly holder: Holder }

/**
 * Who wants what: in `snapshots` (9), before that beside the package. Only what peers want is kept as a range, in
 * `packages`; of anything else just what it became.
 */
const edgesOf = (source: string, packages: readonly Pair[], lines: LineCounter): readonly Edge[] => {
  const whole = new LineCounter()
  const [last] = [parsed(source, whole)].flatMap((all) => (Array.isArray(all) ? all.slice(-1) : []))
  const snapshots = pairs(child(last?.contents, 'snapshots'))
  const peers = new Map(
    packages.map(({ key, value }) => [
      nameIn(key),
      new Map(pairs(child(value, 'peerDependencies')).map((peer) => [peer.key, String(plain(peer.value))])),
    ]),
  )
  const [wanting, counter] = snapshots.length > 0 ? [snapshots, whole] : [packages, lines]
  return wanting.flatMap(({ key: path, value }) =>
    ['dependencies', 'optionalDependencies'].flatMap((group) =>
      pairs(child(value, group)).flatMap(({ key, value: became, offset }): readonly Edge[] => {
        const owner = readPath(path)
        if (owner === null) return []
        const peer = peers.get(nameIn(path))?.get(key)
        const holder: Holder = {
          package: owner.name,
          version: owner.version,
          line: counter.linePos(offset).line,
          ...(peer === undefined
            ? { kind: 'plain', wants: { kind: 'in-registry' } }
            : { kind: 'peer', wants: { kind: 'range', range: peer } }),
        }
        return [{ ...targetOf(key, String(plain(became))), holder }]
      }),
    ),
  )
}

const dependentsOf = (copy: Copy, edges: readonly Edge[]): readonly Holder[] => {
  const own = edges.filter(({ name, version }) => name === copy.package && version === copy.version)
  // One package stands there once for each set of peers.
  return [...new Map(own.map(({ holder }) => [`${holder.package}@${holder.version}`, holder])).values()]
}

/** `5.17.0(ws@8)` is of the key's own package, `/openai/5.17.0`, `openai@5.17.0` of another. */
const targetOf = (key: string, version: string) => readPath(version) ?? { name: key, version: bare(version) }

/** Without the peers it was resolved with: `/openai/5.17.0_ws@8`, `openai@5.17.0(ws@8)` → `openai@5.17.0`. */
const nameIn = (path: string): string => {
  const { name, version } = readPath(path) ?? { name: path, version: '' }
  return `${name}@${version}`
}

const plain = (node: unknown): unknown => (isScalar(node) ? node.value : node)

/** Half of a lockfile of format 9 is `snapshots`, its last part, seldom wanted; parsing takes its time. */
const withoutSnapshots = (source: string): string => {
  const end = source.search(/^snapshots:\s*$/m)
  return end === -1 || /^---/m.test(source) ? source : source.slice(0, end)
}

/** `/openai/5.17.0_ws@8.18.0` (5), `/openai@5.17.0(ws@8.18.0)` (6), `openai@5.17.0` (9), scopes included; null for a bare version. */
const readPath = (path: string): { readonly name: string; readonly version: string } | null => {
  const [, name, version] = /^\/?((?:@[^/]+\/)?[a-z~][^/@]*)[/@](\d[^/(_]*)(?:[(_].*)?$/i.exec(path) ?? []
  return name && version ? { name, version } : null
}

/** Without the peers it was resolved with. */
const bare = (version: string): string => version.replace(/[(_].*$/, '')

/** One version with several sets of peers is one version. */
const once = (copies: readonly Copy[]): readonly Copy[] =>
  copies.filter(
    (copy, index) =>
      copies.findIndex((other) => other.package === copy.package && other.version === copy.version) === index,
  )

const child = (node: unknown, key: string): unknown => (isMap(node) ? node.get(key) : undefined)

const pairs = (node: unknown): readonly Pair[] =>
  isMap(node)
    ? (node satisfies YAMLMap).items.map(({ key, value }) => ({
        key: String(isScalar(key) ? key.value : key),
        value,
        offset: isScalar(key) ? (key.range?.[0] ?? 0) : 0,
      }))
    : []

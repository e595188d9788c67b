import { isMap, LineCounter } from 'yaml'
import { broken } from '../json-text.ts'
import { type Copy, type Demand, type ReadLock, unknownFormat, unread } from '../reading.ts'
import { dependentsOf, edgesOf } from './pnpm-dependents.ts'
import { pnpmElsewhere } from './pnpm-elsewhere.ts'
import { bare, readPath, type Target, targetOf } from './pnpm-paths.ts'
import { child, pairs, parsed, plain } from './yaml-nodes.ts'

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
  const copies = packages.flatMap(({ key, value, offset }): readonly Found[] => {
    const path = readPath(key)
    const foreign = path === null ? pnpmElsewhere(key, value) : null
    const named = child(value, 'name')
    const name = wanted(typeof named === 'string' ? named : (path?.name ?? foreign?.name ?? ''))
    const version = path?.version ?? foreign?.version
    if (version === undefined || name === undefined) return []
    const is = ({ name: to, version: at }: Target): boolean =>
      path ? to === path.name && at === path.version : at === bare(foreign?.reference ?? '')
    const serves = demands.filter(is).map(({ demand }) => demand)
    const place = foreign ? { elsewhere: foreign.elsewhere } : {}
    const line = lines.linePos(offset).line
    return [{ is, copy: { package: name, version, line, ...place, serves, dependents: [] } }]
  })
  const peers = packages.flatMap(({ value }) => pairs(child(value, 'peerDependencies')))
  const asksForSome = copies.some(({ copy }) => copy.serves.length === 0) || peers.some(({ key }) => wanted(key))
  const edges = asksForSome ? edgesOf(source, packages, lines) : []
  return {
    copies: once(copies).map(({ is, copy }) => ({ ...copy, dependents: dependentsOf(is, edges) })),
    members: folders.map(({ key }) => (key === '.' ? '' : key)),
    faults: [],
  }
}

/** Half of a lockfile of format 9 is `snapshots`, its last part, seldom wanted; parsing takes its time. */
const withoutSnapshots = (source: string): string => {
  const end = source.search(/^snapshots:\s*$/m)
  return end === -1 || /^---/m.test(source) ? source : source.slice(0, end)
}

/** A copy, and by what an importer or a package says that it has it. */
type Found = { readonly copy: Copy; readonly is: (target: Target) => boolean }

/** One version with several sets of peers is one version. */
const once = (copies: readonly Found[]): readonly Found[] =>
  copies.filter(
    ({ copy }, index) =>
      copies.findIndex(
        ({ copy: other }) =>
          other.package === copy.package && other.version === copy.version && other.elsewhere === copy.elsewhere,
      ) === index,
  )

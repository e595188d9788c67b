import picomatch from 'picomatch'
import { bareSpec } from './npm/specifier.ts'
import { heeded, overruled, pinnedByRoot } from './overrides.ts'
import { below, folderOf, fromFolder, nameOf, upwards } from './paths.ts'
import type { Ask, Copy } from './reading.ts'
import type { SourceLock, SourceManifest, Sources } from './sources.ts'
import type { Locked, Use } from './use.ts'

/** Each declaration with what its lockfile made of it; then what only lockfiles hold. */
export const joinUses = (sources: Omit<Sources, 'faults'>): readonly Use[] => {
  const claimed = new Set<Copy>()
  const overrides = heeded(sources.overrides, sources.locks)
  const declared = sources.manifests.flatMap((written) => {
    const manifest = overruled(written, overrides)
    const locks = locksOf(manifest, sources)
    return manifest.asks.map((ask): Use => {
      // A peer is installed as what the same manifest asks for besides, if anything.
      const asked =
        (ask.group === 'peer' && manifest.asks.find(({ key, group }) => key === ask.key && group !== 'peer')) || ask
      const hits = locks.flatMap((lock) => copiesFor(asked, manifest, lock).map((copy) => ({ lock, copy })))
      for (const { copy } of hits) claimed.add(copy)
      return {
        registry: manifest.registry,
        package: ask.package,
        declared: {
          range: ask.range,
          at: { file: manifest.file, line: ask.line },
          group: ask.group,
          ...(ask.overridden ? { overridden: ask.overridden } : {}),
        },
        locked: distinct([
          ...pins(ask, manifest),
          ...hits.map(({ lock, copy }) => lockedAt(lock, copy, sources.locks)),
        ]),
        workspace: folderOf(manifest.file) || null,
      }
    })
  })
  const undeclared = sources.locks.flatMap((lock) => {
    const rest = lock.copies.filter((copy) => !claimed.has(copy))
    return [...Map.groupBy(rest, (copy) => copy.package)].map(
      ([name, copies]): Use => ({
        registry: lock.registry,
        package: name,
        declared: null,
        locked: copies.map((copy) => lockedAt(lock, copy, sources.locks)),
        workspace: folderOf(lock.file) || null,
      }),
    )
  })
  return [...declared, ...undeclared.map((use) => pinnedByRoot(use, overrides))].toSorted(byPlace)
}

const lockedAt = (lock: SourceLock, copy: Copy, locks: readonly SourceLock[]): Locked => {
  const { file, dependents } = recordOf(lock, copy, locks)
  return {
    version: copy.version,
    at: { file: lock.file, line: copy.line },
    ...(copy.elsewhere === undefined ? {} : { elsewhere: copy.elsewhere }),
    dependents: dependents?.map(({ line, ...dependent }) => ({ ...dependent, at: { file, line } })) ?? null,
  }
}

/** Who wants a copy. An exported lockfile that leaves it out stands beside the one that it was made from. */
const recordOf = (
  lock: SourceLock,
  copy: Copy,
  locks: readonly SourceLock[],
): { readonly file: string; readonly dependents: Copy['dependents'] } => {
  const beside = locks
    .filter((other) => other.registry === lock.registry && folderOf(other.file) === folderOf(lock.file))
    .flatMap(({ file, copies }) => copies.map((one) => ({ file, ...one })))
    .find((one) => one.package === copy.package && one.version === copy.version && one.dependents !== null)
  return copy.dependents === null && beside ? beside : { file: lock.file, dependents: copy.dependents }
}

/** Two ways may lead to one place. */
const distinct = (locked: readonly Locked[]): readonly Locked[] => [
  ...new Map(locked.map((one) => [`${one.at.file}:${one.at.line}`, one])).values(),
]

/** What the manifest pins itself, else what a constraints file pins for it. */
const pins = (ask: Ask, manifest: SourceManifest): readonly Locked[] =>
  ask.pinned !== null
    ? [{ version: ask.pinned, at: { file: manifest.file, line: ask.line }, dependents: null }]
    : manifest.bounds
        .filter((bound) => bound.package === ask.package)
        .map(({ version, at }) => ({ version, at, dependents: null }))

/** The lockfiles of the nearest folder that speak about this manifest: its own folder's, or its workspace's root's. */
const locksOf = (manifest: SourceManifest, { locks, workspaces }: Omit<Sources, 'faults'>): readonly SourceLock[] => {
  const folder = folderOf(manifest.file)
  const fitting = locks.filter(({ of, registry }) => registry === manifest.registry && of.includes(manifest.kind))
  const compiled = fitting.filter(({ file, sources }) =>
    sources?.some((source) => source === manifest.file || fromFolder(folderOf(file), source) === manifest.file),
  )
  const near = upwards(folder)
    .map((above) =>
      fitting.filter(
        (lock) =>
          lock.sources === null &&
          folderOf(lock.file) === above &&
          (above === folder || isMember(lock, below(above, folder), workspaces[above])),
      ),
    )
    .find((found) => found.length > 0)
  return [...(near ?? []), ...compiled]
}

const isMember = (lock: SourceLock, folder: string, globs: readonly string[] | undefined): boolean => {
  if (lock.members !== null) return lock.members.includes(folder)
  // Of those that do not list their members only yarn classic has workspaces at all.
  if (nameOf(lock.file) !== 'yarn.lock' || globs === undefined) return false
  const tidy = globs.map((glob) => glob.replace(/^(!?)\.\//, '$1').replace(/\/+$/, ''))
  const matches = (pattern: string): boolean => picomatch.isMatch(folder, pattern)
  return (
    tidy.some((glob) => !glob.startsWith('!') && matches(glob)) &&
    !tidy.some((glob) => glob.startsWith('!') && matches(glob.slice(1)))
  )
}

const copiesFor = (ask: Ask, manifest: SourceManifest, lock: SourceLock): readonly Copy[] => {
  const folder = lock.sources === null ? below(folderOf(lock.file), folderOf(manifest.file)) : null
  const specs = [ask.spec, ask.range, ask.overridden?.range ?? ask.range].map(bareSpec)
  return lock.copies.filter(
    (copy) =>
      copy.package === ask.package &&
      copy.serves.some(
        (demand) =>
          (demand.folder === null || demand.folder === folder) &&
          (demand.key === null || demand.key === ask.key) &&
          (demand.spec === null || specs.includes(demand.spec)),
      ),
  )
}

const byPlace = (a: Use, b: Use): number => {
  const [left, right] = [placeOf(a), placeOf(b)]
  return left.file === right.file ? left.line - right.line : left.file < right.file ? -1 : 1
}

const placeOf = ({ declared, locked }: Use) => declared?.at ?? locked[0]?.at ?? { file: '', line: 0 }

import type { Override } from './override.ts'
import { folderOf, nameOf, upwards } from './paths.ts'
import type { Ask } from './reading.ts'
import type { SourceLock, SourceManifest } from './sources.ts'
import type { Dependent, Locked, Use } from './use.ts'

/**
 * Those that count: said in the folder of a lockfile whose package manager heeds them, or where nothing is locked at all. What
 * a member of a workspace says, nobody reads.
 */
export const heeded = (overrides: readonly Override[], locks: readonly SourceLock[]): readonly Override[] =>
  overrides.filter(({ registry, at, by }) => {
    const names = locks
      .filter((lock) => lock.registry === registry && lock.sources === null)
      .map(({ file }) => ({ name: nameOf(file), folder: folderOf(file) }))
    const here = names.filter(({ folder }) => folder === folderOf(at.file))
    if (here.length > 0) return here.some(({ name }) => by.includes(name))
    return !names.some(({ folder }) => upwards(folderOf(at.file)).includes(folder))
  })

/** A manifest as its root overrules it: the ranges that an install goes by. */
export const overruled = (manifest: SourceManifest, overrides: readonly Override[]): SourceManifest => ({
  ...manifest,
  asks: manifest.asks.map((ask): Ask => {
    const own = speaking(ask.package, manifest, overrides).find(
      ({ under, isFor }) => under === null && isFor(ask.range),
    )
    return own ? { ...ask, range: rangeBy(own, ask.range), overridden: { range: ask.range, at: own.at } } : ask
  }),
})

/** What only a lockfile has, as the root says it: pinned for everybody there, or for one of those who want it. */
export const pinnedByRoot = (use: Use, overrides: readonly Override[]): Use => {
  const file = use.locked[0]?.at.file ?? ''
  const own = speaking(use.package, { registry: use.registry, file }, overrides)
  // A constraint pins nobody: it stands beside what the others want.
  const all = own.find(({ under, narrows, range, isFor }) => under === null && !narrows && isFor(range))
  if (all) return { ...use, declared: { range: all.range, at: all.at, group: 'transitive' } }
  return { ...use, locked: use.locked.map((locked) => ({ ...locked, dependents: dependentsBy(locked, own) })) }
}

const dependentsBy = ({ dependents }: Locked, own: readonly Override[]): Locked['dependents'] => {
  const here = own.filter(
    ({ under }) => under === null || !dependents?.length || dependents.some((one) => one.package === under),
  )
  if (here.length === 0) return dependents
  const said = here.map(
    ({ under, at, range }): Dependent => ({
      package: under ?? at.file,
      version: '',
      at,
      wants: { kind: 'range', range },
      kind: 'plain',
    }),
  )
  return [...(dependents ?? []).filter((one) => !here.some(({ under }) => under === one.package)), ...said]
}

const speaking = (
  name: string,
  { registry, file }: Pick<SourceManifest, 'registry' | 'file'>,
  overrides: readonly Override[],
): readonly Override[] =>
  overrides.filter(
    (one) =>
      one.registry === registry && one.package === name && upwards(folderOf(file)).includes(folderOf(one.at.file)),
  )

const rangeBy = ({ narrows, range }: Override, asked: string): string => {
  if (!narrows || asked.startsWith('@')) return narrows ? asked : range
  return asked
    .split(' || ')
    .map((one) => [one, range].filter((part) => part !== '').join(','))
    .join(' || ')
}

import type { CacheItem, Pruned } from '../../model/cache.ts'

export type PruneWish = {
  /** Milliseconds since 1970: what was not used since goes. */
  readonly unusedSince: number
  /** Bytes that may stay; undefined: any number. */
  readonly maxBytes?: number
}

const DATED = /^(.*)~\d{4}-\d\d-\d\d$/

/**
 * What goes, each for the first reason that holds: what a run that was killed left; installs with the dependencies of a day
 * that a later one has taken the place of; what was not used for long; and where that is not enough, first what no install
 * has a part in (the stores are filled again), then what was not used longest.
 */
export const pruneWhat = (items: readonly CacheItem[], { unusedSince, maxBytes }: PruneWish): readonly Pruned[] => {
  const newest = new Map<string, string>()
  for (const { name } of items) {
    const base = DATED.exec(name)?.[1]
    if (base !== undefined && name > (newest.get(base) ?? '')) newest.set(base, name)
  }
  const reasonOf = ({ kind, name, usedAt }: CacheItem): Pruned['why'] | null => {
    if (kind === 'leftover') return 'leftover'
    const base = kind === 'install' ? DATED.exec(name)?.[1] : undefined
    if (base !== undefined && newest.get(base) !== name) return 'superseded'
    return kind !== 'store' && Date.parse(usedAt) < unusedSince ? 'unused' : null
  }
  const removed = items.flatMap((item): readonly Pruned[] => {
    const why = reasonOf(item)
    return why === null ? [] : [{ ...item, why }]
  })
  if (maxBytes === undefined) return removed
  const gone = new Set(removed.map(({ name }) => name))
  const rest = items.filter(({ name }) => !gone.has(name))
  let bytes = rest.reduce((sum, item) => sum + item.bytes, 0)
  const order = rest.toSorted((a, b) => rank(a) - rank(b) || Date.parse(a.usedAt) - Date.parse(b.usedAt))
  for (const item of order) {
    if (bytes <= maxBytes) break
    removed.push({ ...item, why: 'size' })
    bytes -= item.bytes
  }
  return removed
}

const rank = ({ kind }: CacheItem): number => (kind === 'store' ? 0 : 1)

/** What lies in the cache, by what it is for. */
export const CACHE_KINDS = ['install', 'store', 'results', 'lists', 'tool', 'fault', 'leftover'] as const
export type CacheKind = (typeof CACHE_KINDS)[number]

/** One thing that can be removed as one. */
export type CacheItem = {
  readonly kind: CacheKind
  /** Below the cache: `installs/npm/openai/5.17.0/node-24~before~…`. */
  readonly name: string
  /** Of what no item before it holds too: files are hard-linked out of the stores, and count for the installs. */
  readonly bytes: number
  /** When it was written or last used (ISO 8601). */
  readonly usedAt: string
}

/** What `sdkdrift cache list` says. */
export type CacheListing = { readonly cache: string; readonly bytes: number; readonly items: readonly CacheItem[] }

/** What `sdkdrift cache verify` says: each install, held against what was written down when it was finished. */
export type CacheVerification = {
  readonly cache: string
  readonly installs: readonly {
    readonly name: string
    /** `unlisted`: an earlier version of this tool made it, and wrote nothing down. */
    readonly state: 'whole' | 'damaged' | 'unlisted'
    /** Files that are gone, have changed or have come. */
    readonly damaged: readonly string[]
  }[]
}

/** Why something is not kept. */
export const PRUNE_REASONS = ['leftover', 'superseded', 'unused', 'size'] as const
export type PruneReason = (typeof PRUNE_REASONS)[number]
export type Pruned = CacheItem & { readonly why: PruneReason }

/** What `sdkdrift cache prune` did, or with `--dry-run` would do. */
export type CachePruning = {
  readonly cache: string
  readonly dryRun: boolean
  readonly removed: readonly Pruned[]
  readonly removedBytes: number
  readonly keptBytes: number
}

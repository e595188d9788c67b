import { z } from 'zod'
import {
  CACHE_KINDS,
  type CacheListing,
  type CachePruning,
  type CacheVerification,
  PRUNE_REASONS,
} from '../../../model/cache.ts'

const item = {
  kind: z.enum(CACHE_KINDS),
  name: z.string(),
  bytes: z.number(),
  usedAt: z.string(),
}

const listing = z.strictObject({
  cache: z.string(),
  bytes: z.number(),
  items: z.array(z.strictObject(item)),
}) satisfies z.ZodType<CacheListing>

const verification = z.strictObject({
  cache: z.string(),
  installs: z.array(
    z.strictObject({
      name: z.string(),
      state: z.enum(['whole', 'damaged', 'unlisted']),
      damaged: z.array(z.string()),
    }),
  ),
}) satisfies z.ZodType<CacheVerification>

const pruning = z.strictObject({
  cache: z.string(),
  dryRun: z.boolean(),
  removed: z.array(z.strictObject({ ...item, why: z.enum(PRUNE_REASONS) })),
  removedBytes: z.number(),
  keptBytes: z.number(),
}) satisfies z.ZodType<CachePruning>

/** What `sdkdrift cache list|verify|prune --json` print. */
export const cacheSchema = z.union([listing, verification, pruning])

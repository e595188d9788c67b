import { join } from 'node:path'
import { z } from 'zod'
import { readIfThere, writeWhole } from '../../edges/documents.ts'
import { keeping } from '../../edges/keeping.ts'
import type { Need } from '../../model/need.ts'
import type { Registry } from '../../model/sdk.ts'
import { registries } from './index.ts'
import { entryName, jsonOf } from './list-cache.ts'
import type { ListOptions } from './list-options.ts'
import type { NeedsAnswer } from './look-up.ts'

/** One published version of any package. */
export type Published = { readonly registry: Registry; readonly package: string; readonly version: string }

const schema = z.object({
  format: z.literal(1),
  needs: z.array(z.object({ name: z.string(), text: z.string(), kind: z.enum(['plain', 'peer', 'extra']) })),
}) satisfies z.ZodType<{ readonly needs: readonly Need[] }>

/**
 * What one published version says it needs, from the registry that the user's own configuration names. It never
 * changes, so it is asked for once and kept.
 */
export const readNeeds = async (
  { registry, package: name, version }: Published,
  options: ListOptions,
): Promise<NeedsAnswer> => {
  const { needs, source } = registries[registry]
  const { url } = await source(name, options)
  const path = join(options.cacheDir, 'registries', `${registry}-needs`, entryName(`${url}/@${version}`))
  const kept = schema.safeParse(jsonOf((await readIfThere(path)) ?? '')).data
  if (kept) return { needs: kept.needs }
  if (options.offline) return { why: 'it was not looked up before, and --offline was given' }
  const answer = await needs(name, version, options)
  if ('needs' in answer)
    await (options.keep ?? keeping())(() => writeWhole(path, JSON.stringify({ format: 1, needs: answer.needs })))
  return answer
}

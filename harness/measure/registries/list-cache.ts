import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { readIfThere, writeWhole } from '../../edges/documents.ts'
import { sealed, unsealed } from '../../edges/sealed.ts'
import type { Registry, Release } from '../../model/sdk.ts'
import { cleanAddress } from './address.ts'

const FORMAT = 4
type Kept = CachedList & { readonly format: typeof FORMAT; readonly url: string }

const entrySchema = z.object({
  format: z.literal(FORMAT),
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  digest: z.string(),
  releases: z.array(
    z.object({
      version: z.string(),
      prerelease: z.boolean(),
      deprecated: z.string().nullable(),
      yanked: z.string().nullable(),
      publishedAt: z.string().nullable(),
      completeAt: z.string().nullable().exactOptional(),
      requires: z.string().nullable(),
      installable: z.boolean(),
    }),
  ),
  tags: z.record(z.string(), z.string()),
  repository: z.string().nullable(),
  repositoryKnown: z.boolean(),
}) satisfies z.ZodType<Kept>

/** A version list as it is kept between runs: what is needed of it, and what to revalidate it with. */
export type CachedList = {
  readonly etag: string | null
  readonly lastModified: string | null
  /** SHA-256 of the answer: what tells an unchanged list where the registry gives neither etag nor date. */
  readonly digest: string
  readonly releases: readonly Release[]
  readonly tags: Readonly<Record<string, string>>
  readonly repository: string | null
  /** Was it asked for? Then it is not asked for again. */
  readonly repositoryKnown: boolean
}

/** `<cacheDir>/registries/<registry>/<host and path of the list>.json`: two indexes never share an entry. */
const pathOf = (cacheDir: string, registry: Registry, url: string): string =>
  join(cacheDir, 'registries', registry, entryName(url))

/** A file's name for what stands at an address. */
export const entryName = (url: string): string => {
  const name = encodeURIComponent(cleanAddress(url).replace(/^\w+:\/\//, ''))
  // Some file systems end at 255 bytes.
  const short =
    name.length <= 200 ? name : `${name.slice(0, 150)}-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`
  return `${short}.json`
}

/** What was kept of a list, or null; a damaged entry, or one of another version of this tool, is none. */
export const readCachedList = async (cacheDir: string, registry: Registry, url: string): Promise<CachedList | null> => {
  const text = await readIfThere(pathOf(cacheDir, registry, url))
  const entry = text === null ? undefined : entrySchema.safeParse(unsealed(text)).data
  return entry?.url === cleanAddress(url) ? entry : null
}

/** Keeps a list; the file is whole or not there. */
export const writeCachedList = async (
  cacheDir: string,
  registry: Registry,
  url: string,
  list: CachedList,
): Promise<void> => {
  const entry = { format: FORMAT, url: cleanAddress(url), ...list } satisfies Kept
  await writeWhole(pathOf(cacheDir, registry, url), sealed(entry))
}

/** Parsed JSON, or undefined when it is none. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { sealed, unsealed } from '../../edges/sealed.ts'
import { LANGUAGES } from '../../model/runtime.ts'
import { REGISTRIES } from '../../model/sdk.ts'

/** In every finished folder; reading it is all that reuse takes. Sealed: of one that was damaged nothing is believed. */
export const MANIFEST = 'sdkdrift.json'

const resolvedSchema = z.discriminatedUnion('at', [
  z.object({
    at: z.literal('release-day'),
    /** No file that was uploaded later was looked at (ISO 8601). */
    before: z.string(),
  }),
  z.object({
    at: z.literal('today'),
    /** The day (YYYY-MM-DD, UTC). */
    on: z.string(),
    /** Why not at the release day, when that was asked for. */
    because: z.string().optional(),
  }),
])

const manifestSchema = z.object({
  schema: z.literal(2),
  package: z.string(),
  version: z.string(),
  registry: z.enum(REGISTRIES),
  /** Operating system, processor and libc the binaries among the files are for. */
  host: z.string(),
  runtime: z.object({ name: z.enum(LANGUAGES), version: z.string() }),
  resolved: resolvedSchema,
  dependencies: z.record(z.string(), z.string()),
  tools: z.record(z.string(), z.string()),
})

/** When the versions of the dependencies were chosen. */
export type Resolved = z.infer<typeof resolvedSchema>
export type Manifest = z.infer<typeof manifestSchema>

/** null when the folder is absent, was not finished, its manifest is damaged, or was written by another generation of this program. */
export const readManifest = async (dir: string): Promise<Manifest | null> => {
  try {
    const parsed = manifestSchema.safeParse(unsealed(await readFile(join(dir, MANIFEST), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export const writeManifest = (dir: string, manifest: Manifest): Promise<void> =>
  writeFile(join(dir, MANIFEST), sealed(manifest))

/** Notes that a folder is in use, for whoever looks for what is not; a cache that is read-only knows no such thing. */
export const touchManifest = (dir: string, now: Date): Promise<void> =>
  utimes(join(dir, MANIFEST), now, now).catch(() => {})

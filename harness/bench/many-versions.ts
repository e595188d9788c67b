import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KEPT, pack, unpack } from '../measure/store/kept-file.ts'
import { type ReleaseTable, shippedTable } from '../testing/releases.ts'

/** Every so many versions an Azure key goes out in another field. */
const EVERY = 8

export const versionAt = (at: number): string => `5.${at}.0`

/** The fake `openai` in so many versions, of which every eighth changes something. */
export const manyVersions = (count: number): ReleaseTable => {
  const table = shippedTable()
  const [first] = table['openai'] ?? []
  if (!first) throw new Error('The shipped table has a first openai.')
  const openai = Array.from({ length: count }, (_, at) => ({
    ...(at === 0 ? first : {}),
    version: versionAt(at),
    published: '2025-01-01',
    ...(at > 0 && at % EVERY === 0
      ? { sends: { azureKeyIn: [(at / EVERY) % 2 === 1 ? 'authorization' : 'api-key'] } }
      : {}),
  }))
  return { ...table, openai }
}

/** So many of the first versions do all that the others do. */
export const FIRST_MEASURED = 3 * EVERY

/** A measured version that does what this later one does. */
const likeOf = (at: number): number => (Math.floor(at / EVERY) % 2 === 1 ? EVERY : 2 * EVERY)

/**
 * Puts results of versions that were never run beside those of the ones that were, which do the same.
 * @param cacheDir has the results of the first versions
 * @param from at least `FIRST_MEASURED`
 */
export const plant = (cacheDir: string, { from, to }: { readonly from: number; readonly to: number }): void => {
  const home = join(cacheDir, 'captures', 'npm', 'openai')
  for (let at = from; at < to; at += 1) {
    const [like, version] = [versionAt(likeOf(at)), versionAt(at)]
    mkdirSync(join(home, version), { recursive: true })
    for (const name of readdirSync(join(home, like)).filter((file) => file.endsWith(KEPT))) {
      // Each names itself in what it sends.
      const own = JSON.stringify(unpack(readFileSync(join(home, like, name)))).replaceAll(like, version)
      writeFileSync(join(home, version, name), pack(JSON.parse(own)))
    }
  }
}

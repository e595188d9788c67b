import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolderSync } from './make-folder.ts'
import { cacheDir } from './paths.ts'

/**
 * Writes what is known of a fault of this tool's own where whoever mends it can read it: into `faults/` of the cache, or where
 * that cannot be written, into the temporary folder.
 * @returns its path; null: it could be written nowhere
 */
export const writeFault = (
  env: Readonly<Record<string, string | undefined>>,
  now: Date,
  text: string,
): string | null => {
  const name = `sdkdrift-fault-${now.toISOString().replaceAll(/[:.]/g, '-')}-${process.pid}.txt`
  for (const folder of [join(cacheDir(env), 'faults'), tmpdir()])
    try {
      makeFolderSync(folder)
      writeFileSync(join(folder, name), text, { mode: 0o600 })
      return join(folder, name)
    } catch {
      // The next one.
    }
  return null
}

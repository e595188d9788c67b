import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, diskTrouble } from '../../edges/disk-trouble.ts'
import { makeFolder } from '../../edges/make-folder.ts'
import type { Check } from '../../model/checkup.ts'

/** Below this little can be installed: a version and what it needs are some 10 to 50 MB. */
const LOW_BYTES = 1024 ** 3
/** Below this the tools that are fetched on first use alone do not fit. */
const FULL_BYTES = 128 * 1024 ** 2

/** Can files be made in the cache, and is there room? It is made where it is not there, as a run does. */
export const checkCache = async (path: string): Promise<Check> => {
  const trial = join(path, `.doctor-${process.pid}`)
  try {
    await makeFolder(path)
    await writeFile(trial, '')
    await rm(trial)
    const { bavail, bsize } = await statfs(path)
    const freeBytes = bavail * bsize
    return {
      of: 'cache',
      path,
      freeBytes,
      state: freeBytes < FULL_BYTES ? 'full' : freeBytes < LOW_BYTES ? 'low' : 'ready',
    }
  } catch (error) {
    const reason = diskTrouble(error) ?? `it cannot be written (${codeOf(error) || error})`
    return { of: 'cache', path, state: 'unwritable', reason }
  }
}

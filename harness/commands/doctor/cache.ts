import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isThere } from '../../edges/documents.ts'
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
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { of: 'cache', path, state: 'unwritable', reason: WHY[code] ?? `it cannot be written to (${code || error})` }
  }
}

/** One after the other: `recursive` never ends where a folder is there and takes no other (/proc). */
const makeFolder = async (path: string): Promise<void> => {
  if (await isThere(path)) return
  await makeFolder(dirname(path))
  await mkdir(path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
}

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there (EACCES)',
  EPERM: 'this user may not write there (EPERM)',
  EROFS: 'the file system can only be read (EROFS)',
  ENOTDIR: 'a part of the path is a file (ENOTDIR)',
  EEXIST: 'it is a file (EEXIST)',
  ENOENT: 'it cannot be made there (ENOENT)',
  ENOSPC: 'the disk is full (ENOSPC)',
}

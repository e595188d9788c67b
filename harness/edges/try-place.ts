import { open, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { diskTrouble } from './disk-trouble.ts'
import { isThere } from './documents.ts'
import { makeFolder } from './make-folder.ts'

/**
 * Can a file be put here? Tried in earnest, for rights alone do not tell (root, read-only mounts, `/proc`); nothing is left of
 * the try, folders neither.
 * @param file absolute
 * @returns why not, to go on after a colon; null: it can
 */
export const whyNoPlace = async (file: string): Promise<string | null> => {
  const missing = await missingAbove(file)
  const tried = join(dirname(file), `.${basename(file).slice(0, 100)}.${process.pid}.try`)
  try {
    if (await isFolderThere(file)) return 'a folder stands in its place (EISDIR)'
    await makeFolder(dirname(file))
    const handle = await open(tried, 'w')
    await handle.close()
    return null
  } catch (error) {
    const why = diskTrouble(error)
    if (why === null) throw error
    return why
  } finally {
    await rm(tried, { force: true }).catch(() => {})
    // The deepest first; one that somebody else uses by now stays.
    for (const folder of missing) await rmdir(folder).catch(() => {})
  }
}

const missingAbove = async (path: string): Promise<readonly string[]> => {
  const folder = dirname(path)
  return folder === path || (await isThere(folder)) ? [] : [folder, ...(await missingAbove(folder))]
}

const isFolderThere = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

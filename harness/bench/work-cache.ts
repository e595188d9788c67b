import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { openWorkFolder, removeTree, sweep } from '../edges/files.ts'

/** What is there before a bench begins, and stays: packages, programs, version lists. Not: installs and results. */
const SHARED = ['stores', 'tools', 'registries']

/**
 * Hands `work` a cache of its own without any install or result, but with the stores of the real one, and removes it.
 * It lies in the real one: hard links do not leave a file system.
 * @param shared default: packages, programs and version lists
 */
export const withWorkCache = async <T>(
  cacheDir: string,
  work: (folder: string) => Promise<T>,
  shared: readonly string[] = SHARED,
): Promise<T> =>
  withWorkFolder(cacheDir, async (folder) => {
    for (const name of shared) {
      await mkdir(join(cacheDir, name), { recursive: true })
      await symlink(join(cacheDir, name), join(folder, name))
    }
    return work(folder)
  })

/** Hands `work` an empty folder and removes it, come what may; what a killed bench left goes too. */
export const withWorkFolder = async <T>(cacheDir: string, work: (folder: string) => Promise<T>): Promise<T> => {
  const parent = join(cacheDir, 'bench', 'work')
  await sweep(parent)
  const folder = await openWorkFolder(parent)
  try {
    return await work(folder)
  } finally {
    await removeTree(folder)
  }
}

import { randomUUID } from 'node:crypto'
import { mkdir, rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { namesIn, removeTree } from '../edges/files.ts'
import { openWorkFolder, sweep } from '../edges/work-folder.ts'

/** What is there before a bench begins, and stays: packages, programs, version lists. Not: installs and results. */
const SHARED = ['stores', 'tools', 'registries']

/**
 * Hands `work` a cache of its own without any install or result, but with the stores of the real one.
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

/**
 * Hands `work` an empty folder. It stays until `removeWork`: for minutes after a removal ext4 looks at each freed inode
 * again whenever it makes a new one, so whoever is timed next would pay for the tidying up of the one before.
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/fs/ext4/ialloc.c (recently_deleted)
 */
export const withWorkFolder = async <T>(cacheDir: string, work: (folder: string) => Promise<T>): Promise<T> =>
  work(await openWorkFolder(workIn(cacheDir)))

/** Puts a folder out of the way of what is timed next, without removing it. */
export const setAside = async (folder: string): Promise<void> => {
  await rename(folder, `${folder}~${randomUUID()}`)
}

/** Removes every work folder of this process, and what a killed bench left. */
export const removeWork = async (cacheDir: string): Promise<void> => {
  const parent = workIn(cacheDir)
  await sweep(parent)
  const ours = (await namesIn(parent)).filter((name) => name.startsWith(`${process.pid}~`))
  await Promise.all(ours.map((name) => removeTree(join(parent, name))))
}

const workIn = (cacheDir: string): string => join(cacheDir, 'bench', 'work')

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { codeOf } from './disk-trouble.ts'
import { makeFolder } from './make-folder.ts'

/** Names in a folder, sorted; none when there is no such folder. */
export const namesIn = async (dir: string): Promise<readonly string[]> => {
  try {
    return (await readdir(dir)).sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  }
}

export const removeTree = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 })

/** SHA-256 of a file's bytes, in hex. */
export const sha256OfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** The first bytes of a file. */
export const readHead = async (path: string, bytes: number): Promise<Buffer> => {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

export const isFolder = async (path: string): Promise<boolean> => (await stat(path)).isDirectory()

/**
 * Gives a finished folder its final name, in one step. When another process was first, theirs is kept if `keeps` says
 * it is good, else it is moved into `junk` (a folder of ours) and replaced.
 * @returns false when theirs was kept
 */
export const moveIntoPlace = async (
  from: string,
  to: string,
  { keeps, junk }: { readonly keeps: () => Promise<boolean>; readonly junk: string },
): Promise<boolean> => {
  await makeFolder(dirname(to))
  for (let attempt = 0; ; attempt += 1) {
    try {
      await rename(from, to)
      return true
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EISDIR'].includes(codeOf(error)) || attempt === 5) throw error
    }
    if (await keeps()) return false
    await rename(to, join(junk, `replaced-${attempt}`)).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error // Gone: another process had the same idea.
    })
  }
}

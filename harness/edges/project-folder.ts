import { readdir, readFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { isOwnFile, isSkippedFolder, type ProjectFiles } from './project-files.ts'

/** A project as it stands in the working tree. Links to folders are not followed: they may lead in a circle. */
export const projectFolder = (root: string): ProjectFiles => {
  const top = resolve(root)
  const below = async (folder: string): Promise<readonly string[]> => {
    const entries = await entriesOf(join(top, folder))
    // An environment under any name: its packages are not the project's word.
    if (folder !== '' && entries.some(({ name }) => name === 'pyvenv.cfg')) return []
    const found = await Promise.all(
      entries.map((entry) => {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`
        if (!entry.isDirectory()) return isOwnFile(path) ? [path] : []
        return isSkippedFolder(entry.name) || !isOwnFile(`${path}/x`) ? [] : below(path)
      }),
    )
    return found.flat()
  }
  return {
    list: async () => (await below('')).toSorted(),
    read: async (path) => {
      const full = resolve(top, path)
      // A manifest may name files to include: never one outside of the project.
      if (!full.startsWith(top.endsWith(sep) ? top : top + sep)) return null
      try {
        return await readFile(full, 'utf8')
      } catch (error) {
        if (isAbsence(error)) return null
        throw error
      }
    },
  }
}

/** What may not be read (another user's folder) holds nothing for us; a root that is not there is the caller's mistake. */
const entriesOf = async (dir: string) => {
  try {
    return await readdir(dir, { withFileTypes: true })
  } catch (error) {
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') return []
    throw error
  }
}

const isAbsence = (error: unknown): boolean => ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(codeOf(error))

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

import { mkdirSync, statSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from './disk-trouble.ts'

/**
 * Makes a folder and what is missing above it. Not by `recursive`: in a file system that makes no folders and calls them
 * absent (`/proc`), that tries for ever.
 */
export const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path))
    await mkdir(path).catch(unlessThere)
  }
}

/** The same for a process that is about to end. */
export const makeFolderSync = (path: string): void => {
  try {
    mkdirSync(path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && statSync(path).isDirectory()) return
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    makeFolderSync(dirname(path))
    mkdirSync(path)
  }
}

/** Another one made it meanwhile. */
const unlessThere = (error: unknown): void => {
  if (codeOf(error) !== 'EEXIST') throw error
}

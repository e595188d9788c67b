import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The rooms whose code decides what is observed; judging and telling are done anew each time. */
const ROOMS = ['capture', 'credentials', 'gateways', 'model', 'normalise', 'run', 'sdks']

/**
 * A hash over the code that decides results, so that results of an older driver, gateway or normaliser are not taken
 * for those of this one.
 * @param harness the folder with the rooms
 */
export const fingerprint = (harness: string): string => {
  const hash = createHash('sha256')
  for (const room of ROOMS)
    for (const path of filesOf(join(harness, room))) hash.update(path.slice(harness.length)).update(readFileSync(path))
  return hash.digest('hex').slice(0, 32)
}

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.|\.fixture\.|\.d\.ts$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseReadyProgram, type ReadyProgram } from '../ask/programs/ready-program.ts'
import { root } from '../edges/paths.ts'

/** Where the programs that come with the tool lie, a folder each. */
export const programsFolder = (): string => join(root(), 'fixtures', 'programs')

/** All of them, by name. */
export const readyPrograms = async (): Promise<readonly ReadyProgram[]> => {
  const names = (await readdir(programsFolder())).sort()
  return Promise.all(
    names.map(async (name) =>
      parseReadyProgram(name, await readFile(join(programsFolder(), name, 'program.json'), 'utf8')),
    ),
  )
}

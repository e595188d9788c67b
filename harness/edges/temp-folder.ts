import { hash } from 'node:crypto'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { diskTrouble } from './disk-trouble.ts'
import { namesIn } from './files.ts'
import { isAlive } from './work-folder.ts'

/** Process ids are another machine's where the temporary folder is shared. */
const MACHINE = hash('sha256', hostname()).slice(0, 6)
const OURS = /^sdkdrift-(\d+)-([0-9a-f]{6})-[A-Za-z0-9]{6}$/

/**
 * A new folder of this process's own; its name says whose it is, so that `sweepTempFolders` can tell garbage.
 * @throws UserError when the disk takes none
 */
export const openTempFolder = async (): Promise<string> =>
  realpath(await mkdtemp(join(tmpdir(), `sdkdrift-${process.pid}-${MACHINE}-`)).catch(noPlace))

const noPlace = (error: unknown): never => {
  const why = diskTrouble(error)
  if (why === null) throw error
  throw new UserError('temp/no-place', {
    what: `Each program that is measured runs in a folder made here, and none can be: ${why}.`,
    where: tmpdir(),
    hint: 'Make room, or name another folder with TMPDIR.',
  })
}

/** Removes what processes of this machine left that were killed, together with what watched over them. */
export const sweepTempFolders = async (): Promise<void> => {
  for (const name of await namesIn(tmpdir())) {
    const [, pid, machine] = OURS.exec(name) ?? []
    if (machine === MACHINE && !isAlive(Number(pid)))
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {}) // Another user's.
  }
}

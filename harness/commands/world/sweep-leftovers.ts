import { join } from 'node:path'
import { diskTrouble } from '../../edges/disk-trouble.ts'
import { sweepTempFolders } from '../../edges/temp-folder.ts'
import { sweep } from '../../edges/work-folder.ts'

/** Removes what runs that were killed left in the temporary folder and among unfinished installs, whatever this run is to do. */
export const sweepLeftovers = async (cache: string): Promise<void> => {
  const work = ['installs', 'tools'].map((part) => sweep(join(cache, part, '.tmp')))
  for (const done of await Promise.allSettled([sweepTempFolders(), ...work]))
    if (done.status === 'rejected' && diskTrouble(done.reason) === null) throw done.reason
}

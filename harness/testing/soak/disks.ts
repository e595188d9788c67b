import { startSmallDisk } from '../small-disk.ts'
import { canMount } from '../with-mounts.ts'
import type { Mode } from './mode.ts'
import { isSame, nightIn, said } from './night.ts'

/** From one disk to the next. */
const STEP_KB = 100
/** No file system is smaller (tmpfs: one page; 0 would be without end). */
const LEAST_KB = 4
const PLENTY_KB = 1_000_000

/** What a run may end with that could not do everything. */
const HONEST = [0, 2, 3]

export const disks: Mode = {
  does: 'a cache of almost nothing, then of 100 kB more each night until it is enough; after each, room',
  runs: 100,
  nights: async function* ({ runs, chance, newSandbox, expected }) {
    if (!canMount()) throw new Error('This machine lets nobody mount a small disk (unshare).')
    const from = LEAST_KB + chance.below(STEP_KB)
    for (let run = 0, enough = false; run < runs && !enough; run += 1) {
      const kB = from + run * STEP_KB
      const sandbox = newSandbox()
      const disk = await startSmallDisk(sandbox.cacheDir, kB, sandbox.dir)
      try {
        const tight = await nightIn(sandbox, disk.under)
        enough = isSame(tight, expected) && !/cannot|can be kept|full|no space/i.test(tight.stderr)
        disk.resize(PLENTY_KB)
        const after = await nightIn(sandbox, disk.under)
        yield {
          done: `${kB} kB (exit ${tight.code}${enough ? ', enough' : ''})`,
          wrong: [
            ...(HONEST.includes(tight.code ?? -1) ? [] : [`on the full disk: ${said(tight)}`]),
            ...(/please report|\n {4}at /.test(tight.stderr) ? [`not in words: ${tight.stderr}`] : []),
            ...(tight.code !== 0 || isSame(tight, expected) ? [] : [`exit 0, and another report: ${said(tight)}`]),
            ...(isSame(after, expected) ? [] : [`with room again: ${said(after)}`]),
            ...disk.left().map((name) => `left behind: ${name}`),
          ],
        }
      } finally {
        disk.close()
        sandbox.close()
      }
    }
  },
}

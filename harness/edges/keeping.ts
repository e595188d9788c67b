import { diskTrouble } from './disk-trouble.ts'

/**
 * Does a piece of work on the cache that a run can do without. What the disk refuses is no reason to lose what was measured;
 * any other error is thrown.
 */
export type Keep = (work: () => Promise<unknown>) => Promise<void>

/** @param tell is told why, once, however often it happens. Default: nobody */
export const keeping = (tell: (why: string) => void = () => {}): Keep => {
  let told = false
  return async (work) => {
    try {
      await work()
    } catch (error) {
      const why = diskTrouble(error)
      if (why === null) throw error
      if (!told) tell(why)
      told = true
    }
  }
}

import { readdir, readFile } from 'node:fs/promises'

/**
 * The processor time, in milliseconds, that the processes of a group have had so far, with that of their children which
 * ended and were waited for (Linux, proc(5): fields 5 and 14 to 17 of `stat`).
 * @returns null where nobody tells it
 */
export const processorTimeOf = async (group: number): Promise<number | null> => {
  const names = await readdir('/proc').catch(() => [])
  const spent = await Promise.all(
    names.map(async (name) => {
      if (!/^\d+$/.test(name)) return null
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
      // The name in brackets may hold anything.
      const [, , inGroup, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(inGroup) !== group) return null
      return fields.slice(8, 12).reduce((sum, ticks) => sum + Number(ticks) * TICK_MS, 0)
    }),
  )
  const ours = spent.filter((one) => one !== null)
  return ours.length > 0 ? ours.reduce((sum, one) => sum + one, 0) : null
}

/** USER_HZ is 100 on every machine that Node runs on. */
const TICK_MS = 10

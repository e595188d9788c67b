/**
 * `NODE_OPTIONS` of a program whose clock is set when it starts its first driver: as by a person, or by a machine that wakes
 * up. What it starts has the machine's own clock.
 * @param days ahead; negative: back
 */
export const setClockBy = (days: number): string =>
  preloaded(`
import processes from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
const { spawn } = processes
let by = 0
processes.spawn = (...given) => {
  if (JSON.stringify(given).includes('driver.')) by = ${days * DAY_MS}
  return spawn(...given)
}
syncBuiltinESMExports()`)

/** The same of one whose clock is wrong from its start to its end. */
export const clockOff = (days: number): string => preloaded(`const by = ${days * DAY_MS}`)

const DAY_MS = 86_400_000

const preloaded = (by: string): string =>
  `--import=data:text/javascript,${encodeURIComponent(`${by}
const Real = Date
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + by)
    else super(...given)
  }
  static now() {
    return Real.now() + by
  }
}`)}`

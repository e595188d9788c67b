import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import { clock } from './clock.ts'
import { codeOf } from './disk-trouble.ts'
import { namesIn, removeTree } from './files.ts'
import { makeFolder } from './make-folder.ts'

let made = 0

/**
 * A new folder for unfinished work below `parent`. Its name says whose it is, so that `sweep` can tell the garbage of
 * a killed process from the work of a living one.
 */
export const openWorkFolder = async (parent: string): Promise<string> => {
  made += 1
  const path = join(parent, [process.pid, hostname(), beginOf(process.pid) ?? '', made].join('~'))
  await makeFolder(path)
  return path
}

/** How long a folder of another machine, or of a process of which nobody can tell when it began, is left alone. */
const STALE_MS = 24 * 60 * 60 * 1000

/** Removes what killed processes left below `parent`. */
export const sweep = async (parent: string): Promise<void> => {
  for (const name of await namesIn(parent)) {
    const path = join(parent, name)
    if (await isAbandoned(path)) await removeTree(path)
  }
}

/** Is it a work folder of a process that is gone? */
export const isAbandoned = async (path: string): Promise<boolean> => {
  const [pid, host, begin, ofProcess] = basename(path).split('~')
  if (host === hostname()) {
    if (!isAlive(Number(pid))) return true
    // An id may have been given out again. No clock is asked: it may have been set since.
    const now = beginOf(Number(pid))
    if (ofProcess !== undefined && begin !== '' && now !== null) return begin !== now
  }
  // What is dated ahead of time is of a clock that was.
  return Math.abs(await ageMs(path)) > STALE_MS
}

const ageMs = async (path: string): Promise<number> => {
  try {
    return clock.now().getTime() - (await stat(path)).mtimeMs
  } catch {
    return 0 // Another process swept it first.
  }
}

/** Signal 0 asks whether a process is there without touching it; EPERM says: yes, but not ours. */
export const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** When a process began, in ticks since the machine did (Linux, proc(5): field 22 of `stat`); null: nobody tells. */
const beginOf = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

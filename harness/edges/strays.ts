import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Ends what a process left behind that was given a home of its own: whoever has that home among its variables is its
 * descendant, also when it has left the group. Linux alone tells anybody's variables; elsewhere the group is all that is known.
 * @returns the names of those that were still there, sorted
 */
export const endStrays = async (home: string): Promise<readonly string[]> => {
  const names: string[] = []
  // Who is ended may have begun another one just before.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = straysOf(home)
    if (found.length === 0) break
    for (const { pid, name } of found) {
      if (round === 0) names.push(name)
      end(pid)
    }
    await sleep(10)
  }
  return names.sort()
}

const MOST_ROUNDS = 5

type Stray = { readonly pid: number; readonly name: string }

// Asked without promises: a hundred processes cost a millisecond so, and four times as much with them, after each program.
const straysOf = (home: string): readonly Stray[] =>
  processIds().flatMap((pid) =>
    readAbout(pid, 'environ').split('\0').includes(`TMPDIR=${home}`)
      ? [{ pid: Number(pid), name: readAbout(pid, 'comm').trim() }]
      : [],
  )

const processIds = (): readonly string[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** Of another user's, and of one that is gone, nothing can be read; of one that ended and waits to be noticed it is empty. */
const readAbout = (pid: string, what: 'environ' | 'comm'): string => {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return ''
  }
}

const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

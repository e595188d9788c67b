import { type Dirent, lstatSync, opendirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a process may take that no limit of its kernel's holds: of a disk, and of a machine's numbers of threads. */
export type Room = {
  /** In all, from its beginning on; sockets and pipes are counted as well, and what was written and taken away again. */
  readonly bytes: number
  /** Files and folders that lie in its folder at once. */
  readonly files: number
  /** At once; a machine has some 32,000 for all of its programs. */
  readonly threads: number
}

export type WritingWatch = {
  /** What it did beyond its room, as words that follow its name; null: nothing. */
  readonly over: () => string | null
  readonly end: () => void
}

/** Milliseconds between two looks: a fast disk takes a few hundred MiB in that time. */
const EVERY_MS = 250
const MIB = 1024 ** 2

/**
 * Watches over what a process writes and begins, and over its folder if it has one, until one is too much.
 * @param onOver called once, for who ends the process
 */
export const watchWriting = (
  { pid, folder, room }: { readonly pid: number; readonly folder?: string; readonly room: Room },
  onOver: () => void,
): WritingWatch => {
  let over: string | null = null
  const timer = setInterval(() => {
    over = overOf(pid, folder, room)
    if (over === null) return
    clearInterval(timer)
    onOver()
  }, EVERY_MS)
  timer.unref()
  return { over: () => over, end: () => clearInterval(timer) }
}

const overOf = (pid: number, folder: string | undefined, { bytes, files, threads }: Room): string | null => {
  if (threadsOf(pid) > threads) return `began more than ${threads.toLocaleString('en')} threads`
  const lies = folder === undefined ? NOTHING : liesIn(folder, files)
  if (lies.files > files) return `made more than ${files.toLocaleString('en')} files`
  return Math.max(writtenBy(pid), lies.bytes) > bytes ? `wrote more than ${Math.round(bytes / MIB)} MiB to files` : null
}

const NOTHING = { files: 0, bytes: 0 } as const

/**
 * What a process, and those of its children that ended, wrote: by calls, or what it has made dirty of a disk, by maps too and in
 * files that have no name any more. https://docs.kernel.org/filesystems/proc.html (`io`). 0 where nobody tells it.
 */
const writtenBy = (pid: number): number => {
  try {
    const told = readFileSync(`/proc/${pid}/io`, 'utf8')
    return Math.max(...[...told.matchAll(/^(?:wchar|write_bytes): (\d+)$/gm)].map(([, count]) => Number(count)))
  } catch {
    return 0 // Gone, or a system without it.
  }
}

/** 0 where nobody tells it. */
const threadsOf = (pid: number): number => {
  try {
    return Number(/^Threads:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0 // Gone, or a system without it.
  }
}

/** Looks no further than one file more than there may be. */
const liesIn = (root: string, most: number): { readonly files: number; readonly bytes: number } => {
  let files = 0
  let bytes = 0
  const waiting = [root]
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name)
      files += 1
      if (files > most) return { files, bytes }
      if (entry.isDirectory()) waiting.push(path)
      bytes += takenBy(path)
    }
  }
  return { files, bytes }
}

/** Blocks are of 512 bytes, whatever the disk's are: a file of holes takes none. */
const takenBy = (path: string): number => (lstatSync(path, { throwIfNoEntry: false })?.blocks ?? 0) * 512

/** One at a time: of a folder with millions, no more are read than are looked at. */
const entriesOf = function* (folder: string): Generator<Dirent> {
  try {
    const open = opendirSync(folder)
    try {
      for (let entry = open.readSync(); entry; entry = open.readSync()) yield entry
    } finally {
      open.closeSync()
    }
  } catch {
    // Gone since, or closed to us: it counts as one.
  }
}

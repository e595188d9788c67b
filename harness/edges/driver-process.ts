import { realpathSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { linesWithin } from './lines-within.ts'
import { endStrays } from './strays.ts'
import { openTempFolder } from './temp-folder.ts'
import { watch } from './watchdog.ts'
import { type Room, watchWriting } from './writing.ts'

export type DriverCommand = {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  /** The whole environment but `HOME` and `TMPDIR`, which are the driver's own; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>
  /** PEM; written where its place said, for whoever is to trust it. */
  readonly certificate?: string
  /** It cannot begin another process, so that it leaves none behind. Default: it might. */
  readonly alone?: boolean
  /** What it may write. Default: `ROOM`. */
  readonly room?: Room
  /** What it reads besides its own folder and the system's libraries, for whoever walls it in. Default: it is not. */
  readonly walled?: {
    readonly reads: readonly string[]
    /** Where Python may keep what it compiled. */
    readonly bytecode?: string
    /** The Python script among `args`, where it is one. */
    readonly script: string | null
  }
}

export type DriverListeners = {
  /** A line on file descriptor 3. */
  readonly line: (text: string) => void
  readonly output: (stream: 'stdout' | 'stderr', text: string) => void
}

export type DriverProcess = {
  readonly send: (text: string) => void
  /**
   * Loopback ports that may be connected to from now on, for whoever supervises its connections; a job follows, of which all that
   * is refused is told anew.
   */
  readonly allow: (ports: readonly number[]) => void
  /** Ends it and all that it started, at once. */
  readonly kill: () => void
  /** Resolves when it is gone, its streams are read to their end and its folder is removed. */
  readonly ended: Promise<{
    readonly exit: string
    /** Names of processes that it left running, which were ended. */
    readonly strays: readonly string[]
  }>
}

/** What a command may need to know of the file system. */
export type DriverPlace = {
  /** The driver's own, empty folder. */
  readonly home: string
  /** Where a path leads in truth, symbolic links resolved. */
  readonly realPath: (path: string) => string
  /** Is there when the command brings one. */
  readonly certificateFile: string
}

export type SpawnDriver = (
  commandFor: (place: DriverPlace) => DriverCommand,
  listeners: DriverListeners,
) => Promise<DriverProcess>

/** Bytecode of what an SDK brings along comes to 100 MiB at most, and requests to less. A pool of threads has some for each core. */
const ROOM: Room = { bytes: 1024 ** 3, files: 5000, threads: 1000 }

/** Starts a driver in a process group of its own. It ends when the harness does, however that ends. */
export const spawnDriver: SpawnDriver = async (commandFor, { line, output }) => {
  const { execa } = await import('execa')
  const home = await openTempFolder()
  const certificateFile = join(home, 'ca.pem')
  const { file, args, cwd, env, certificate, alone, room = ROOM } = commandFor({ home, realPath, certificateFile })
  if (certificate !== undefined) await writeFile(certificateFile, certificate)
  const child = execa(file, [...args], {
    cwd,
    env: { ...env, HOME: home, TMPDIR: home },
    extendEnv: false,
    reject: false,
    buffer: false,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
  })
  // A driver that is gone reads no more jobs: its exit says so, the broken pipe adds nothing.
  child.stdin.on('error', () => {})
  child.stdout.setEncoding('utf8').on('data', (text: string) => output('stdout', text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => output('stderr', text))
  const results = linesWithin(child.stdio[3], line, () => killGroup(child.pid))
  const supervisor = child.stdio[4]
  supervisor.on('error', () => {}) // Where nobody supervises, nobody reads.
  const unwatch = child.pid === undefined ? undefined : watch(child.pid, home)
  const writing =
    child.pid === undefined
      ? undefined
      : watchWriting({ pid: child.pid, folder: home, room }, () => killGroup(child.pid))
  // At once: what it left behind would hold its streams open.
  const left = new Promise<readonly string[]>((resolve) => {
    child.nodeChildProcess.once('exit', () => {
      resolve(alone ? [] : endStrays(home))
    })
  })
  return {
    send: (text) => child.stdin.write(text),
    allow: (ports) => {
      if (supervisor instanceof Socket && !supervisor.destroyed)
        supervisor.write(`${ports.map((port) => `${port}\n`).join('')}\n`)
    },
    kill: () => killGroup(child.pid),
    ended: child.then(async (result) => {
      writing?.end()
      const strays = child.pid === undefined ? [] : await left
      killGroup(child.pid)
      await rm(home, { recursive: true, force: true })
      unwatch?.()
      return { exit: results.tooMuch() ?? writing?.over() ?? exitOf(result), strays }
    }),
  }
}

type Ended = {
  readonly exitCode?: number | undefined
  readonly signal?: string | undefined
  readonly originalMessage?: string | undefined
}

const exitOf = ({ exitCode, signal, originalMessage }: Ended): string => {
  if (signal)
    return `was ended by ${signal}${signal === 'SIGXCPU' ? ': it has used all the processor time that it may' : ''}`
  return exitCode === undefined
    ? `could not be started: ${originalMessage ?? 'no reason given'}`
    : `exited with code ${exitCode}`
}

/** The group outlives its leader when the driver managed to start something. */
export const killGroup = (pid: number | undefined): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

/** A path that leads nowhere is left as it is: whoever needs it will say so better. */
const realPath = (path: string): string => {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

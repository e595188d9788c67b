import { readFileSync } from 'node:fs'
import { execa } from 'execa'
import { stopwatch } from '../edges/clock.ts'

export type TimedCommand = {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  /** The whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Exit codes that mean it did its work. Default: 0. */
  readonly fine?: readonly number[]
  /** Told the process id as soon as there is one. */
  readonly onStart?: (pid: number) => void
}

export type Timed = {
  /** Milliseconds on the clock, from the start of the process to its end. */
  readonly wallMs: number
  /** Milliseconds of processor time, all its children's included; null where the system does not tell. */
  readonly cpuMs: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A foreign program that hangs must not hang the bench. */
const TIMEOUT_MS = 30 * 60_000

/**
 * Runs one program from start to end; what it says is kept, not judged. Only one at a time: the processor time is that
 * of all children that ended meanwhile.
 * @throws Error with its last words when it did not do its work: a time of that would say nothing
 */
export const timeCommand = async ({ file, args, cwd, env, fine = [0], onStart }: TimedCommand): Promise<Timed> => {
  const cpuBefore = childrenCpuMs()
  const started = stopwatch()
  const child = execa(file, [...args], {
    cwd,
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: TIMEOUT_MS,
    maxBuffer: 256 * 1024 * 1024,
  })
  if (child.pid !== undefined) onStart?.(child.pid)
  const { exitCode, stdout, stderr, shortMessage } = await child
  const wallMs = stopwatch() - started
  const cpuAfter = childrenCpuMs()
  if (exitCode === undefined || !fine.includes(exitCode))
    throw new Error(
      `${[file, ...args].join(' ')}: ${shortMessage ?? `exit code ${exitCode}`}\n${`${stdout}\n${stderr}`.trim().slice(-2_000)}`,
    )
  return { wallMs, cpuMs: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore, stdout, stderr }
}

/** Linux counts in hundredths of a second for every program: https://man7.org/linux/man-pages/man7/time.7.html */
const MS_A_TICK = 10

/** `cutime` and `cstime` of this process. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const childrenCpuMs = (): number | null => ticksOf('self', [13, 14])

/** `utime` and `stime` of a process: milliseconds of processor time of its own; null where the system does not tell. */
export const cpuMsOf = (pid: number): number | null => ticksOf(String(pid), [11, 12])

const ticksOf = (process: string, places: readonly number[]): number | null => {
  try {
    const [, rest = ''] = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ')
    const fields = rest.split(' ')
    return places.reduce((sum, place) => sum + Number(fields[place]) * MS_A_TICK, 0)
  } catch {
    return null // Not Linux.
  }
}

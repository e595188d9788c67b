import { type Room, watchWriting } from './writing.ts'

export type Command = {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd?: string
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>
  /** Milliseconds before it is killed. Default 120 000. */
  readonly timeoutMs?: number
  /** What it may write, in bytes. Default: 8 GiB, more than the largest trees that are known take. */
  readonly mostBytes?: number
}

export type Ran = {
  /** null when it could not be started or was killed. */
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  /** Why it did not run to its end: not found, timed out, killed; null when it exited by itself. */
  readonly failure: string | null
}

/** Runs a program to its end. Never throws for what the program does. */
export type Run = (command: Command) => Promise<Ran>

export const run: Run = async ({ file, args, cwd, env, timeoutMs = 120_000, mostBytes = 8 * 1024 ** 3 }) => {
  // Loaded here, as wherever a process is started: a run of kept results starts none.
  const { execa } = await import('execa')
  const child = execa(file, [...args], {
    ...(cwd ? { cwd } : {}),
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
  })
  const room: Room = { bytes: mostBytes, files: Number.POSITIVE_INFINITY, threads: Number.POSITIVE_INFINITY }
  const writing =
    child.pid === undefined ? undefined : watchWriting({ pid: child.pid, room }, () => child.kill('SIGKILL'))
  const result = await child
  writing?.end()
  return {
    exitCode: result.exitCode ?? null,
    stdout: result.stdout,
    stderr: result.stderr,
    failure: result.exitCode === undefined ? (writing?.over() ?? result.shortMessage ?? 'did not run') : null,
  }
}

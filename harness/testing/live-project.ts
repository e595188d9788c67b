import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'

/** A user's folder on this machine, with its registries, its Python and its cache. */
export type LiveProject = {
  readonly dir: string
  /** Writes a file of it; what is no text as JSON. */
  readonly write: (path: string, content: unknown) => void
  /** Runs the real program there, as a user would. */
  readonly cli: (
    ...args: readonly string[]
  ) => Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>
  /** The same, of a command that prints JSON; what it says instead is the error. */
  readonly json: (...args: readonly string[]) => Promise<{
    readonly code: number | null
    // biome-ignore lint/suspicious/noExplicitAny: each test says by its assertions what it expects.
    readonly answer: any
    readonly stderr: string
  }>
  readonly close: () => void
}

/** Milliseconds: versions are installed, on a machine that does other things too. */
const PATIENCE_MS = 540_000

/** An empty one. */
export const liveProject = (): LiveProject => {
  const dir = mkdtempSync(join(tmpdir(), 'sdkdrift-live-'))
  const env = {
    // biome-ignore lint/style/noProcessEnv: registries and Python are this machine's.
    ...Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : []))),
    // biome-ignore lint/style/noProcessEnv: the same.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
  }
  const cli: LiveProject['cli'] = async (...args) => {
    const file = join(root(), 'harness', 'bin', 'sdkdrift.cjs')
    const { exitCode, stdout, stderr } = await run({
      file: process.execPath,
      args: [file, ...args],
      cwd: dir,
      env,
      timeoutMs: PATIENCE_MS,
    })
    return { code: exitCode, stdout, stderr }
  }
  return {
    dir,
    write: (path, content) =>
      writeFileSync(join(dir, path), typeof content === 'string' ? content : JSON.stringify(content)),
    cli,
    json: async (...args) => {
      const { code, stdout, stderr } = await cli(...args)
      if (!/^[{[]/.test(stdout)) throw new Error(`exit ${code}: ${stderr}${stdout}`)
      return { code, answer: JSON.parse(stdout), stderr }
    },
    close: () => rmSync(dir, { recursive: true, force: true }),
  }
}

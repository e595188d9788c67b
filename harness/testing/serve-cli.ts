import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../edges/paths.ts'
import { followsSchema } from './follows-schema.ts'
import type { Sandbox } from './sandbox.ts'

/** `sdkdrift gateway … --json` under way: its lines as they come, and its end by Ctrl-C. */
export type ServedCli = {
  /** The next line, read. */
  readonly next: () => Promise<Readonly<Record<string, unknown>>>
  readonly interrupt: (
    signal?: 'SIGINT' | 'SIGTERM' | 'SIGHUP',
  ) => Promise<{ readonly code: number | null; readonly signal: string | null }>
}

/** Starts it at a free port. */
export const serveCli = ({ dir, env }: Pick<Sandbox, 'dir' | 'env'>, args: readonly string[]): ServedCli => {
  const program = join(root(), 'harness', 'bin', 'sdkdrift.cjs')
  const child = spawn(process.execPath, [program, 'gateway', ...args, '--port', '0', '--json'], {
    cwd: dir,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    next: async () => {
      const { value, done } = await lines.next()
      if (done) throw new Error('It ended before it said so.')
      followsSchema('gateway', value)
      return JSON.parse(value)
    },
    interrupt: async (by = 'SIGINT') => {
      child.kill(by)
      const [code, signal] = await once(child, 'exit')
      return { code, signal }
    },
  }
}

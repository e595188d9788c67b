import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from '../edges/paths.ts'
import type { Sandbox } from './sandbox.ts'

/** Starts a command (default: `matrix`) and sends it a signal after so many milliseconds, or when it first tells something, unless it has ended by then. */
export const endAfter = async (
  { dir, env }: Pick<Sandbox, 'dir' | 'env'>,
  signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGHUP',
  when: number | 'first words',
  args: readonly string[] = ['matrix'],
): Promise<{ readonly stderr: string; readonly signal: string | null }> => {
  const child = spawn(process.execPath, [join(root(), 'harness', 'bin', 'sdkdrift.cjs'), ...args], {
    cwd: dir,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<string | null>((resolve) => child.once('exit', (_, by) => resolve(by)))
  const moment = when === 'first words' ? once(child.stderr, 'data') : wait(when)
  await Promise.race([moment, ended])
  child.kill(signal)
  return { signal: await ended, stderr }
}

import { join } from 'node:path'
import { root } from '../edges/paths.ts'
import type { Context } from './bench.ts'
import { type Timed, type TimedCommand, timeCommand } from './time-command.ts'

/** Every verdict is fine here: the question is how long it took. Not fine: 2, wrong usage. */
const ANSWERED = [0, 1, 3]

export type OursOptions = Pick<TimedCommand, 'fine' | 'onStart'> & {
  /** Default: the tool's own cache. */
  readonly cacheDir?: string
  readonly cwd: string
}

/** The real program, started as a user starts it, from nothing to its exit. */
export const timeOurs = (args: readonly string[], options: OursOptions, { env, cacheDir }: Context): Promise<Timed> =>
  timeCommand({
    file: process.execPath,
    args: [join(root(), 'harness', 'bin', 'sdkdrift.cjs'), ...args],
    env: { ...env, CI: '1', NO_COLOR: '1', SDKDRIFT_CACHE: options.cacheDir ?? cacheDir },
    fine: options.fine ?? ANSWERED,
    cwd: options.cwd,
    ...(options.onStart ? { onStart: options.onStart } : {}),
  })

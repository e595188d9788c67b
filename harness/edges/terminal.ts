import type { Progress } from '../model/progress.ts'
import { stopwatch } from './clock.ts'
import type { liveProgress } from './live-progress.ts'
import { plainProgress } from './progress.ts'

type Env = Readonly<Record<string, string | undefined>>
/** What is used of `process.stdout` and `process.stderr`. */
export type Stream = {
  on(event: 'error', listener: (error: Error) => void): unknown
  write(text: string, done?: (error?: Error | null) => void): boolean
  readonly isTTY?: boolean
  readonly columns?: number
}

export type Terminal = {
  /** Colour on stdout. `NO_COLOR` and `TERM=dumb` say no, `FORCE_COLOR` yes (0 and false: no), else: is it a terminal? */
  readonly colour: boolean
  /** Columns of a line on stdout: the terminal's (40 to 120), else `COLUMNS`, else 100. */
  readonly width: number
  /** Is somebody watching stderr? Not in CI. */
  readonly interactive: boolean
  /** Resolves when the text is flushed, or when nobody reads stdout any more. */
  readonly out: (text: string) => Promise<void>
  /** Lines for stderr; live lines make room. */
  readonly err: (text: string) => void
  /** On stderr alone, so that stdout stays what was asked for. */
  readonly progress: Progress
}

/**
 * The two output streams as the rest of the tool sees them.
 * @param conceal what may not be shown; default: nothing
 * @param paint live lines, where somebody watches; null: nothing is told that needs them
 */
export const createTerminal = (
  env: Env,
  streams: { readonly stdout: Stream; readonly stderr: Stream },
  conceal: (text: string) => string = (text) => text,
  paint: typeof liveProgress | null = null,
  now: () => number = stopwatch,
): Terminal => {
  const { stdout, stderr } = streams
  for (const stream of [stdout, stderr]) stream.on('error', quietly)
  const write = (text: string): boolean => stderr.write(conceal(text))
  const dumb = env['TERM'] === 'dumb'
  const interactive = stderr.isTTY === true && !dumb && !isSet(env['CI'])
  const columns = stderr.columns || 80
  const live =
    paint && interactive ? paint({ write, columns, colour: wantsColour(env, true), now }) : plainProgress(write, now)
  return {
    colour: wantsColour(env, stdout.isTTY === true),
    width: Math.min(120, Math.max(40, stdout.isTTY ? stdout.columns || 80 : Number(env['COLUMNS']) || 100)),
    interactive,
    out: (text) =>
      new Promise((resolve, reject) => {
        live.pause()
        stdout.write(conceal(text), (error) => (error && !isClosed(error) ? reject(error) : resolve()))
      }),
    err: (text) => {
      live.pause()
      write(text.endsWith('\n') ? text : `${text}\n`)
    },
    progress: live,
  }
}

const isSet = (value: string | undefined): boolean =>
  value !== undefined && value !== '' && value !== 'false' && value !== '0'

const wantsColour = (env: Env, tty: boolean): boolean => {
  if (env['NO_COLOR']) return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return tty && env['TERM'] !== 'dumb'
}

/** The reader went away (`| head`): nobody is left to be told. */
const isClosed = (error: Error): boolean =>
  'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')

const quietly = (error: Error): void => {
  if (!isClosed(error)) throw error
}

import type { StartCommand } from '../../edges/command-process.ts'
import { UserError } from '../../errors.ts'
import type { Capture, Exchange } from '../../model/capture.ts'
import { YOUR_COMMAND } from '../../model/gate.ts'
import type { CaptureServer } from '../capture/server.ts'
import { type CommandFacts, commandEnvironment } from './command-environment.ts'
import { type CommandLog, readCommandLog } from './command-log.ts'
import { driverOutput, MAX_OUTPUT_BYTES } from './driver-output.ts'
import { lastWords } from './last-words.ts'
import { observed } from './observed.ts'

export type UserCommand = {
  /** Program and arguments, as after `--`. */
  readonly argv: readonly [string, ...string[]]
  /** The project's folder. */
  readonly cwd: string
  /** The caller's `PATH`. */
  readonly path: string
}

export type CommandOptions = Pick<CommandFacts, 'installed' | 'gateway' | 'credentials'> & {
  /** The SDK's own variables, for a gateway at this address. */
  readonly variablesFor: (url: string) => CommandFacts['variables']
  readonly command: UserCommand
  readonly capture: CaptureServer
  /** Not used before in this capture. */
  readonly key: string
  readonly timeoutMs: number
  readonly start: StartCommand
}

export type CommandResult = {
  readonly capture: Capture
  /** Did it ask for the SDK? One that does not is no result about it, and its capture says so. */
  readonly loaded: boolean
}

/**
 * Runs a user's command once: behind one gateway, with the SDK of one isolated folder.
 * @throws UserError when there is no such program
 */
export const runUserCommand = async (options: CommandOptions): Promise<CommandResult> => {
  const { command, capture, gateway, key, installed } = options
  const [file, ...args] = command.argv
  const { url } = capture.open({ key, gateway, first: [] })
  const output = driverOutput()
  let stderr = ''
  let cut: 'timeout' | 'output' | null = null
  const facts = { ...options, url, ports: capture.ports, path: command.path, variables: options.variablesFor(url) }
  const running = await options.start(
    (log) => ({ file, args, cwd: command.cwd, env: commandEnvironment({ ...facts, log }) }),
    (stream, text) => {
      output.add(stream, text)
      if (stream === 'stderr') stderr = (stderr + text).slice(-MAX_STDERR)
      if (!output.isTooMuch()) return
      cut ??= 'output'
      running.kill()
    },
  )
  const timer = setTimeout(() => {
    cut ??= 'timeout'
    running.kill()
  }, options.timeoutMs)
  const end = await running.ended
  clearTimeout(timer)
  const exchanges = capture.take(key)
  if (end.failure !== null)
    throw new UserError('command/not-started', {
      what: `${file} could not be started: ${end.failure}`,
      where: `-- ${command.argv.join(' ')}`,
      hint: 'It is looked for on PATH, and run in the current folder.',
    })
  const log = readCommandLog(end.log)
  const cell = { scenario: YOUR_COMMAND, gateway }
  const { loaded } = log
  const lost = (status: 'timeout' | 'crashed', what: string): CommandResult => {
    const tail = output.tail()
    return { capture: { ...cell, status, reason: tail ? `${what}\n${tail}` : what }, loaded }
  }
  if (cut === 'timeout') return lost('timeout', `Your command did not end within ${options.timeoutMs / 1000} s.`)
  if (cut === 'output') return lost('crashed', `Your command wrote more than ${MAX_OUTPUT_BYTES / 1024 / 1024} MiB.`)
  if (end.exitCode === null) return lost('crashed', `Your command was ended by ${end.signal}.`)
  if (!loaded) return lost('crashed', unused(log, installed.target.sdk, end.exitCode))
  return { capture: { ...cell, ...outcomeOf(end.exitCode, log, exchanges, stderr) }, loaded }
}

/** Long traces stand before the line that tells. */
const MAX_STDERR = 64 * 1024

const unused = (
  { tooOld }: CommandLog,
  sdk: { readonly id: string; readonly package: string },
  exitCode: number,
): string =>
  tooOld === null
    ? `Your command ended with exit code ${exitCode} and never imported ${sdk.package}, so it says nothing about ${sdk.id}.`
    : `Your command runs on ${tooOld}, which cannot be given another version of ${sdk.package}: it takes Node 20.6 or newer.`

const outcomeOf = (
  exitCode: number,
  { egress }: CommandLog,
  exchanges: readonly Exchange[],
  stderr: string,
): ReturnType<typeof observed> => {
  if (egress) return observed({ kind: 'egress', ...egress }, exchanges)
  if (exitCode === 0) return observed({ kind: 'returned' }, exchanges)
  const last = exchanges.at(-1)?.answered.status ?? 0
  return observed(
    {
      kind: 'raised',
      name: `exit code ${exitCode}`,
      message: lastWords(stderr),
      // What the gateway said last is why it ended so, if it said no.
      status: last >= 400 ? last : null,
    },
    exchanges,
  )
}

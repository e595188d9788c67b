import type { StartCommand } from '../../edges/command-process.ts'
import { UserError } from '../../errors.ts'
import type { Capture } from '../../model/capture.ts'
import { YOUR_COMMAND } from '../../model/gate.ts'
import type { Program } from '../../model/program.ts'
import { distinctReaches, type Reach } from '../../model/reach.ts'
import type { CaptureServer } from '../capture/server.ts'
import { type CommandFacts, commandEnvironment } from './command-environment.ts'
import { type CommandLog, readCommandLog } from './command-log.ts'
import { misfitting, onAnother, outcomeOf, unused } from './command-outcome.ts'
import { driverOutput, MAX_OUTPUT_BYTES } from './driver-output.ts'
import { overlooked } from './overlooked.ts'
import { namesOf } from './runtime-names.ts'
import { watchLimit } from './time-limit.ts'
import type { LedHosts } from './trusting.ts'

export type CommandOptions = Pick<CommandFacts, 'installed' | 'beside' | 'gateway' | 'credentials' | 'path'> & {
  /** Names that lead to the gateway; null: none do. */
  readonly hosts: LedHosts | null
  /** The SDK's own variables, for a gateway at this address. */
  readonly variablesFor: (url: string) => CommandFacts['variables']
  readonly command: Program
  readonly capture: CaptureServer
  /** Ports of loopback that it may connect to besides the gateway's. */
  readonly allowPorts: readonly number[]
  /** Not used before in this capture. */
  readonly key: string
  /** For one that does not say how long it may take. */
  readonly timeoutMs: number
  readonly start: StartCommand
}

export type CommandResult = {
  readonly capture: Capture
  /** Did it ask for the SDK? One that does not is no result about it, and its capture says so. */
  readonly loaded: boolean
  /** Requests that reached the gateway, also of a run that was cut off. */
  readonly sent: number
  /** Names of the processes that it left running. */
  readonly strays: readonly string[]
  /** Where else it went, with the SDK in hand or through the gateway as a proxy, each once: all of it was refused. */
  readonly reached: readonly Reach[]
}

/**
 * Runs a user's command once: behind one gateway, with the SDK of one isolated folder.
 * @throws UserError when there is no such program
 */
export const runUserCommand = async (options: CommandOptions): Promise<CommandResult> => {
  const { command, capture, gateway, key, installed } = options
  const { runtime } = installed.target
  const [file, ...args] = command.argv
  const { timeoutMs = options.timeoutMs } = command
  const { url } = capture.open({ key, gateway, at: 'root', first: [] })
  const port = await capture.hostPort(key)
  const output = driverOutput()
  const said = { stdout: '', stderr: '' }
  let cut: 'timeout' | 'output' | null = null
  const given = {
    ...options,
    url,
    hosts: options.hosts && port !== null ? { ...options.hosts, port } : null,
    ports: [...capture.ports, ...options.allowPorts],
    variables: options.variablesFor(url),
  }
  const running = await options.start(
    (place) => ({
      file,
      args,
      cwd: command.cwd,
      env: commandEnvironment({ ...given, ...place, programsDir: runtime ? place.programsDir : null }),
      ...(runtime ? { programs: namesOf(runtime) } : {}),
      files: Object.fromEntries(Object.values(options.credentials.files).map(({ name, text }) => [name, text])),
      ...(given.hosts ? { certificate: given.hosts.certificate } : {}),
    }),
    (stream, text) => {
      output.add(stream, text)
      said[stream] = (said[stream] + text).slice(-MAX_SAID)
      if (!output.isTooMuch()) return
      cut ??= 'output'
      running.kill()
    },
  )
  let asked = 0
  const stopWatching = watchLimit(
    timeoutMs,
    running.processorMs,
    () => {
      // One that reads no answer to its end, and asks anew, keeps that connection open, and so itself.
      if (capture.count(key) === asked) capture.endIdle()
      asked = capture.count(key)
    },
    () => {
      cut ??= 'timeout'
      running.kill()
    },
  )
  const end = await running.ended
  stopWatching()
  const exchanges = capture.take(key)
  const missed = overlooked(capture.unseen(key), exchanges.length)
  if (end.failure !== null)
    throw new UserError('command/not-started', {
      what: `${file} could not be started: ${end.failure}`,
      where: `${command.id === YOUR_COMMAND ? '--' : `${command.id}:`} ${command.argv.join(' ')}`,
      hint: `It is looked for on PATH, and run in ${command.cwd}.`,
    })
  const own = readCommandLog(end.log)
  const log = { ...own, refused: [...own.refused, ...refusedTunnels(capture.strays())] }
  const cell = { scenario: command.id, gateway }
  const { loaded } = log
  const reached = distinctReaches(log.refused.map(({ host, port }) => ({ kind: 'connect', what: `${host}:${port}` })))
  const facts = { loaded, sent: exchanges.length, strays: end.strays, reached }
  if (missed) return { capture: { ...cell, ...missed }, ...facts }
  if (cut === null && end.exitCode === CANNOT) {
    const reason = lastLine(said) || `It ended with exit code ${CANNOT} and said nothing.`
    return { capture: { ...cell, status: 'unsupported', reason, saidBy: 'program' }, ...facts }
  }
  const lost = (status: 'timeout' | 'crashed', what: string): CommandResult => {
    const tail = output.tail()
    return { capture: { ...cell, status, reason: tail ? `${what}\n${tail}` : what }, ...facts }
  }
  if (cut === 'timeout') return lost('timeout', `Your command did not end within ${timeoutMs / 1000} s.${wentTo(log)}`)
  if (cut === 'output') return lost('crashed', `Your command wrote more than ${MAX_OUTPUT_BYTES / 1024 / 1024} MiB.`)
  if (end.exitCode === null) return lost('crashed', `Your command was ended by ${end.signal}.`)
  if (!loaded) return lost('crashed', unused(log, installed.target.sdk, { exitCode: end.exitCode, said }))
  if (log.misfit && end.exitCode !== 0 && exchanges.length === 0)
    return { capture: { ...cell, status: 'crashed', reason: misfitting(log.misfit, installed) }, ...facts }
  const elsewhere = runtime ? onAnother(log, runtime) : null
  if (elsewhere !== null) return { capture: { ...cell, status: 'crashed', reason: elsewhere }, ...facts }
  const outcome = outcomeOf(end.exitCode, { log, exchanges, said })
  return { capture: { ...cell, ...outcome }, ...facts, reached: besides(reached, outcome) }
}

/** Where it went besides the place by which it failed: the result says that one. */
const besides = (reached: readonly Reach[], end: ReturnType<typeof outcomeOf>): readonly Reach[] => {
  if (end.status !== 'measured' || end.outcome.kind !== 'egress') return reached
  const { host, port } = end.outcome
  return reached.filter(({ what }) => what !== `${host}:${port}`)
}

/** What it asked the gateway, as its proxy, to lead to. */
const refusedTunnels = (strays: ReturnType<CaptureServer['strays']>): CommandLog['refused'] =>
  strays.flatMap(({ why, target }) => {
    const url = why === 'tunnel' ? URL.parse(`http://${target}`) : null
    return url ? [{ host: url.hostname, port: Number(url.port || 80) }] : []
  })

/** Who asks again and again where nobody is would be taken for slow. */
const wentTo = ({ refused: [first] }: CommandLog): string =>
  first ? ` It went to ${first.host}:${first.port}, which was refused.` : ''

/** A program's word for "this version, or I, cannot do that": EX_CONFIG of BSD's sysexits.h, which no runtime uses by itself. */
const CANNOT = 78

/** Of what it wrote last: a reason stands on stderr, as a rule. */
const lastLine = ({ stderr, stdout }: { readonly stderr: string; readonly stdout: string }): string =>
  [stderr, stdout]
    .map((text) => text.trim().split(/\r?\n/).at(-1)?.trim() ?? '')
    .find((line) => line !== '')
    ?.slice(0, 1000) ?? ''

/** Characters of each stream: long traces stand before the line that tells. */
const MAX_SAID = 64 * 1024

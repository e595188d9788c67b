import type { DriverCommand, DriverPlace, SpawnDriver } from '../../edges/driver-process.ts'
import type {
  DriverEnd,
  DriverEvent,
  DriverGo,
  DriverHello,
  DriverJob,
  DriverLoads,
  DriverWaited,
  DriverWord,
} from '../../model/driver.ts'
import type { Installed } from '../../model/installed.ts'
import { MOST_REACHES, type Reach } from '../../model/reach.ts'
import { type DriverSubject, driverCommand, mayTouch } from './driver-command.ts'
import { driverEvent, reachIn, refusedIn } from './driver-events.ts'
import { driverOutput, MAX_OUTPUT_BYTES } from './driver-output.ts'
import { type DriverTurn, hear } from './driver-turn.ts'
import { boundText, metBound } from './met-bound.ts'
import { newSecret } from './new-secret.ts'
import { MOST_TIMES } from './time-limit.ts'
import type { LedHosts } from './trusting.ts'

/** Importing an SDK on a slow machine with a cold disk takes longer than any scenario. */
const READY_TIMEOUT_MS = 60_000

export type DriveOptions = {
  readonly spawn: SpawnDriver
  readonly installed: DriverSubject & Pick<Extract<Installed, { state: 'ready' }>, 'target'>
  /** Imported before the first job is handed out. */
  readonly loads: DriverLoads
  /** Loopback ports that may be connected to. */
  readonly ports: readonly number[]
  /** Names that lead to each job's own port. Default: none. */
  readonly hosts?: LedHosts
  /** Environment variables of all jobs, set before the SDK is imported. Default: none. */
  readonly variables?: Readonly<Record<string, string>>
  /** Is any job one of virtual time? Default: no. */
  readonly virtualTime?: boolean
  readonly timeoutMs: number
  readonly readyTimeoutMs?: number
  /** Asked when the driver is ready, and whenever a job has ended: what is to be done next; null: nothing. */
  readonly next: () => Promise<DriverJob | null>
  /** Told when a call of a job has ended and another follows, before that one is made. */
  readonly onCalled: (job: DriverJob) => void
  /**
   * Asked whether a job's time may go on by so many milliseconds, since nothing of it is being answered; null: whether it
   * waits for an answer that never comes.
   */
  readonly onWait: (job: DriverJob, ms: number | null) => Promise<boolean>
  /** Told of each file, process and signal that a guard refused; of no more than are reported. Default: nobody is. */
  readonly onReach?: (reach: Reach) => void
  /** Told of the processes that the driver left running, by name; they are gone. Default: nobody is. */
  readonly onStrays?: (names: readonly string[]) => void
  /** Told of every job that came to an end; `stop` ends the driver. */
  readonly onEnd: (job: DriverJob, end: DriverEnd, besides: Besides) => 'go on' | 'stop'
}

/** What is known of a job besides how it ended. */
export type Besides = {
  /** The last lines printed during it. */
  readonly tail: string
  /** What of the language and its library it, or one before it, has changed. The driver does no more. */
  readonly changed: readonly string[]
}

/** How one driver process ended. */
export type DriveEnd =
  /** There was nothing more to do, or `onEnd` said stop, or the last job has changed what the next would rest on. */
  | { readonly kind: 'done' }
  /** Gone in the middle: `during` is the job that was under way, null between jobs or before the first. */
  | {
      readonly kind: 'lost'
      readonly why: 'timeout' | 'crashed'
      readonly during: DriverJob | null
      readonly reason: string
    }
  /** Something else than the driver spoke for it: nothing that it has told is to be believed. */
  | { readonly kind: 'forged'; readonly reason: string }

/** One driver process, which is handed one job after the other; each must end within its time. */
export const driveJobs = async (options: DriveOptions): Promise<DriveEnd> => {
  const {
    installed,
    loads,
    ports,
    hosts,
    variables,
    virtualTime,
    timeoutMs,
    readyTimeoutMs = READY_TIMEOUT_MS,
  } = options
  const output = driverOutput()
  let refused: { readonly host: string; readonly port: number } | null = null
  let reaches = 0
  /** Connections, since a job was last handed out. */
  let refusals = 0
  /** A job was handed out. */
  let hasBegun = false
  let turn: DriverTurn = { at: 'starting' }
  let end: DriveEnd | null = null
  let timer: NodeJS.Timeout | undefined
  let fault: { readonly error: unknown } | null = null

  const settle = (how: DriveEnd): void => {
    if (end) return
    end = how
    clearTimeout(timer)
    driver.kill()
  }
  const lost = (why: 'timeout' | 'crashed', what: string): DriveEnd => {
    const tail = output.tail()
    const during = turn.at === 'calling' || turn.at === 'over' ? turn.job : null
    const said = [what, boundText(metBound(tail))].filter(Boolean).join(' ')
    return { kind: 'lost', why, during, reason: tail ? `${said}\n${tail}` : said }
  }
  /** The time of the job that is under way was skipped, since its limit was looked at. */
  let wentOn = false
  const limit = (ms: number, what: string, times = 1): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      // A runtime that looks at its watch twice a second is asked for each of these looks: of 300 s, on a busy machine, that
      // takes longer than any limit, and the more so the more versions there are.
      if (wentOn && times < MOST_TIMES) {
        wentOn = false
        return limit(ms, what, times + 1)
      }
      settle(lost('timeout', `${what} within ${(ms * times) / 1000} s.`))
    }, ms)
  }

  const tell = (message: DriverHello | DriverJob | DriverGo | DriverWaited | DriverWord): void =>
    driver.send(`${JSON.stringify(message)}\n`)

  const listen = (line: string): void => {
    if (end) return
    const event = driverEvent(line)
    const attempt = event ? null : refusedIn(line)
    const reach = event || attempt ? null : reachIn(line)
    if (attempt || reach) {
      if (reach) reaches += 1
      else refusals += 1
      refused ??= attempt
      // Of the version, as what it tries at its import.
      if (attempt && !hasBegun) options.onReach?.({ kind: 'connect', what: `${attempt.host}:${attempt.port}` })
      const isTooMany = reaches > MOST_REACHES || refusals > MOST_REFUSALS
      if (reach && !isTooMany) options.onReach?.(reach)
      if (isTooMany) settle({ kind: 'forged', reason: `${FORGED}: more attempts than guards tell of.` })
      return
    }
    const next = event ? hear(turn, event, newSecret) : { forged: 'what is no event' }
    if ('forged' in next) {
      settle({ kind: 'forged', reason: `${FORGED}: ${next.forged}.` })
      return
    }
    turn = next
    if (event) react(event, next)
  }

  const react = (event: DriverEvent, next: DriverTurn): void => {
    switch (event.event) {
      case 'loading':
        break
      case 'ready':
        goOn().catch(fail)
        break
      case 'start':
        output.reset()
        wentOn = false
        limit(timeoutMs, 'It did not end')
        break
      case 'called':
        if (next.at === 'calling') options.onCalled(next.job)
        tell({ go: event.job })
        break
      case 'wait':
        if (next.at === 'calling')
          options.onWait(next.job, event.ms).then((waited) => {
            wentOn ||= waited && event.ms !== null && event.ms > 0
            if (!end) tell({ waited })
          }, fail)
        break
      case 'over':
        if (next.at === 'over') tell({ word: next.word })
        break
      case 'end':
        onEnd(event)
        break
    }
  }

  let given: DriverJob | null = null
  const onEnd = ({ end: how, changed = [] }: Extract<DriverEvent, { event: 'end' }>): void => {
    const job = given
    given = null
    if (!job) return
    // No guard in the runtime saw it, or the SDK got it to be silent.
    const told: DriverEnd = refused && how.kind !== 'egress' ? { kind: 'egress', ...refused } : how
    const went = options.onEnd(job, told, { tail: output.tail(), changed })
    if (went === 'stop' || changed.length > 0) settle({ kind: 'done' })
    else goOn().catch(fail)
  }

  const goOn = async (): Promise<void> => {
    clearTimeout(timer)
    const job = await options.next()
    if (end) return
    if (!job) return settle({ kind: 'done' })
    given = job
    turn = { at: 'given', job }
    limit(timeoutMs, 'The driver did not go on')
    // Before it can be asked for, and before it can be refused anything.
    hasBegun = true
    refused = null
    refusals = 0
    driver.allow(job.hostPort === undefined ? [] : [job.hostPort])
    tell(job)
  }

  const fail = (error: unknown): void => {
    fault = { error }
    driver.kill()
  }

  let files: DriverHello['files'] = { reads: [], writes: [] }
  const commandAt = (place: DriverPlace): DriverCommand => {
    const command = driverCommand(installed, place, hosts)
    files = mayTouch(command, place)
    return command
  }
  const driver = await options.spawn(commandAt, {
    line: listen,
    output: (stream, text) => {
      output.add(stream, text)
      if (output.isTooMuch()) settle(lost('crashed', `It wrote more than ${MAX_OUTPUT_BYTES / 1024 / 1024} MiB.`))
    },
  })
  limit(readyTimeoutMs, 'The SDK was not imported')
  driver.allow(ports)
  tell({
    dir: installed.dir,
    package: installed.target.sdk.package,
    loads: loadsOf(loads),
    ports,
    files,
    ...(hosts && hosts.patterns.length > 0 ? { hosts: hosts.patterns } : {}),
    ...(variables ? { variables } : {}),
    ...(virtualTime ? { virtualTime } : {}),
  })
  const { exit, strays } = await driver.ended
  if (strays.length > 0) options.onStrays?.(strays)
  clearTimeout(timer)
  // Said also to `goOn`, which may be waiting for more.
  end ??= lost('crashed', `The driver ${exit}.`)
  const failed = fault as { readonly error: unknown } | null
  if (failed) throw failed.error
  return end
}

/** Of a job a hundred are told, and before it as many that came late of the one before; who writes more is no wall. */
const MOST_REFUSALS = 200

const FORGED = 'Results were made up: on the channel of the results stood'

/** And nothing else of a recipe: what the calls are is a job's. */
const loadsOf = ({ form, module, elseModules, client, by }: DriverLoads): DriverLoads => ({
  ...{ form, module, client },
  ...(elseModules ? { elseModules } : {}),
  ...(by ? { by } : {}),
})

import type { SpawnDriver } from '../../edges/driver-process.ts'
import type { DriverEnd, DriverGo, DriverHello, DriverJob, DriverWaited } from '../../model/driver.ts'
import type { Installed } from '../../model/installed.ts'
import { type DriverSubject, driverCommand } from './driver-command.ts'
import { driverEvent } from './driver-events.ts'
import { driverOutput, MAX_OUTPUT_BYTES } from './driver-output.ts'
import type { LedHosts } from './trusting.ts'

/** Importing an SDK on a slow machine with a cold disk takes longer than any scenario. */
const READY_TIMEOUT_MS = 60_000

export type DriveOptions = {
  readonly spawn: SpawnDriver
  readonly installed: DriverSubject & Pick<Extract<Installed, { state: 'ready' }>, 'target'>
  /** Loopback ports that may be connected to. */
  readonly ports: readonly number[]
  /** Names that lead to each job's own port. Default: none. */
  readonly hosts?: LedHosts
  /** Environment variables of all jobs, set before the SDK is imported. Default: none. */
  readonly variables?: Readonly<Record<string, string>>
  readonly jobs: readonly DriverJob[]
  /** Is any job one of virtual time, of those that are asked for later too? Default: no. */
  readonly virtualTime?: boolean
  readonly timeoutMs: number
  readonly readyTimeoutMs?: number
  /** Told when a job begins. */
  readonly onStart: (job: number) => void
  /** Told when a call of a job has ended and another follows, before that one is made. */
  readonly onCalled: (job: number) => void
  /**
   * Asked whether a job's time may go on by so many milliseconds, since nothing of it is being answered; null: whether it
   * waits for an answer that never comes.
   */
  readonly onWait: (job: number, ms: number | null) => Promise<boolean>
  /** Told of every job that came to an end, and of the last lines printed during it; `stop` ends the driver. */
  readonly onEnd: (job: number, end: DriverEnd, tail: string) => 'go on' | 'stop'
  /** Asked when every job has ended: what else is to be done by the same driver. Default: nothing. */
  readonly more?: () => Promise<readonly DriverJob[]>
}

/** How one driver process ended. */
export type DriveEnd =
  /** Every job has ended, or `onEnd` said stop. */
  | { readonly kind: 'done' }
  /** Gone in the middle: `during` is the job that was under way, null between jobs or before the first. */
  | {
      readonly kind: 'lost'
      readonly why: 'timeout' | 'crashed'
      readonly during: number | null
      readonly reason: string
    }

/** One driver process: all jobs are written at once, and then what they bring about; each must end within its time. */
export const driveJobs = async (options: DriveOptions): Promise<DriveEnd> => {
  const {
    installed,
    ports,
    hosts,
    variables,
    jobs,
    virtualTime,
    timeoutMs,
    readyTimeoutMs = READY_TIMEOUT_MS,
  } = options
  const output = driverOutput()
  const left = new Set(jobs.map(({ job }) => job))
  let during: number | null = null
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
    return { kind: 'lost', why, during, reason: tail ? `${what}\n${tail}` : what }
  }
  const limit = (ms: number, what: string): void => {
    clearTimeout(timer)
    timer = setTimeout(() => settle(lost('timeout', `${what} within ${ms / 1000} s.`)), ms)
  }

  const tell = (...messages: readonly (DriverHello | DriverJob | DriverGo | DriverWaited)[]): void =>
    driver.send(messages.map((message) => `${JSON.stringify(message)}\n`).join(''))

  const listen = (line: string): void => {
    const event = driverEvent(line)
    if (!event || end) return
    if (event.event === 'start' && left.has(event.job)) {
      during = event.job
      options.onStart(event.job)
      output.reset()
      limit(timeoutMs, 'It did not end')
    } else if (event.event === 'called' && event.job === during) {
      options.onCalled(event.job)
      tell({ go: event.job })
    } else if (event.event === 'wait') {
      const { job, ms } = event
      void (job === during ? options.onWait(job, ms) : Promise.resolve(false)).then((waited) => tell({ waited }))
    } else if (event.event === 'end' && event.job === during) {
      left.delete(event.job)
      during = null
      limit(timeoutMs, 'The driver did not go on')
      if (options.onEnd(event.job, event.end, output.tail()) === 'stop') settle({ kind: 'done' })
      else if (left.size === 0) goOn().catch(fail)
    }
  }

  const goOn = async (): Promise<void> => {
    clearTimeout(timer)
    const next = (await options.more?.()) ?? []
    if (end) return
    if (next.length === 0) return settle({ kind: 'done' })
    for (const { job } of next) left.add(job)
    limit(timeoutMs, 'The driver did not go on')
    tell(...next)
  }

  const fail = (error: unknown): void => {
    fault = { error }
    driver.kill()
  }

  const driver = await options.spawn((place) => driverCommand(installed, place, hosts), {
    line: listen,
    output: (stream, text) => {
      output.add(stream, text)
      if (output.isTooMuch()) settle(lost('crashed', `It wrote more than ${MAX_OUTPUT_BYTES / 1024 / 1024} MiB.`))
    },
  })
  limit(readyTimeoutMs, 'The SDK was not imported')
  const hello: DriverHello = {
    dir: installed.dir,
    package: installed.target.sdk.package,
    ports,
    ...(hosts && hosts.patterns.length > 0 ? { hosts: hosts.patterns } : {}),
    ...(variables ? { variables } : {}),
    ...(virtualTime ? { virtualTime } : {}),
  }
  tell(hello, ...jobs)
  const { exit } = await driver.ended
  clearTimeout(timer)
  // Said also to `goOn`, which may be waiting for more.
  end ??= lost('crashed', `The driver ${exit}.`)
  const failed = fault as { readonly error: unknown } | null
  if (failed) throw failed.error
  return end
}

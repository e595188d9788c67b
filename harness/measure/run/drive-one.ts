import type { DriverEnd, DriverJob } from '../../model/driver.ts'
import type { CaptureServer } from '../capture/server.ts'
import { type Besides, type DriveEnd, type DriveOptions, driveJobs } from './drive-jobs.ts'
import { type NextDriver, nextJob } from './next-driver.ts'
import { pauseBefore, type Waiting } from './prepare-cell.ts'

/** What waits for a driver. Whoever takes one out answers for it. */
export type Queue = {
  readonly all: () => readonly Waiting[]
  readonly take: (waiting: Waiting) => void
}

export type OneDriver = NextDriver & {
  readonly capture: Pick<CaptureServer, 'open' | 'begin' | 'pause' | 'hostPort' | 'count' | 'skip'>
  readonly queue: Queue
  /** Comes when there is nothing else. */
  readonly isLast: (waiting: Waiting) => boolean
  /** Is it no job that another is measured behind? */
  readonly isNothing: (waiting: Waiting) => boolean
  /** Resolves when what follows from the jobs that have ended waits as well. */
  readonly settled: () => Promise<void>
  readonly onEnd: (waiting: Waiting, end: DriverEnd, besides: Besides, isFirst: boolean) => 'go on' | 'stop'
}

/** What came of one driver. */
export type Driven = {
  readonly end: DriveEnd
  /** What it was handed, ended or not. */
  readonly handed: readonly Waiting[]
  /** What it was handed and has not ended. */
  readonly left: readonly Waiting[]
  /** Has it ended nothing but what is nothing? */
  readonly isFirst: boolean
}

/** One driver, from its start to its end. The address of a cell is open while its job is under way. */
export const driveOne = async (
  { takes, loads, capture, queue, isLast, isNothing, settled, onEnd }: OneDriver,
  options: Pick<
    DriveOptions,
    | 'onReach'
    | 'onStrays'
    | 'spawn'
    | 'installed'
    | 'hosts'
    | 'variables'
    | 'ports'
    | 'virtualTime'
    | 'timeoutMs'
    | 'readyTimeoutMs'
  >,
): Promise<Driven> => {
  const handed: Waiting[] = []
  const ended: Waiting[] = []
  let isGone = false
  const waitingAt = ({ job }: DriverJob): Waiting | undefined => handed.find((one) => one.job.job === job)
  const isFirst = (): boolean => ended.every(isNothing)

  const pick = (): Waiting | null => nextJob(queue.all().filter(takes), isLast)
  const handOut = async (): Promise<DriverJob | null> => {
    // While one is under way, what the one before it holds for is found out; not waited for, unless there is nothing else.
    const waiting = pick() ?? (await settled().then(pick)) ?? queue.all().filter(takes).find(isLast)
    // By then another driver may be at work.
    if (!waiting || isGone) return null
    queue.take(waiting)
    handed.push(waiting)
    capture.open(waiting.cell)
    capture.begin(waiting.cell.key)
    capture.pause(waiting.cell.key, pauseBefore(waiting.job.recipe, 0))
    return withHostPort(waiting, capture)
  }

  const end = await driveJobs({
    ...options,
    loads,
    next: handOut,
    onCalled: (job) => {
      const calling = waitingAt(job)
      if (!calling) return
      calling.arrived.push(capture.count(calling.cell.key))
      capture.pause(calling.cell.key, pauseBefore(job.recipe, calling.arrived.length))
    },
    onWait: async (job, ms) => {
      const waiting = waitingAt(job)
      return waiting !== undefined && (await capture.skip(waiting.cell.key, ms))
    },
    onEnd: (job, how, besides) => {
      const waiting = waitingAt(job)
      if (!waiting) return 'go on'
      const wasFirst = isFirst()
      ended.push(waiting)
      return onEnd(waiting, how, besides, wasFirst)
    },
  })
  isGone = true
  await settled()
  return { end, handed, left: handed.filter((waiting) => !ended.includes(waiting)), isFirst: isFirst() }
}

const withHostPort = async (
  { cell, job }: Waiting,
  { hostPort }: Pick<CaptureServer, 'hostPort'>,
): Promise<DriverJob> => {
  const port = job.hosts?.length === 0 ? null : await hostPort(cell.key)
  return port === null ? job : { ...job, hostPort: port }
}

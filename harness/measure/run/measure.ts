import type { SpawnDriver } from '../../edges/driver-process.ts'
import type { Capture, Exchange } from '../../model/capture.ts'
import type { Cell } from '../../model/cell.ts'
import type { ClientCertificates } from '../../model/certificate.ts'
import type { DriverEnd } from '../../model/driver.ts'
import type { Family } from '../../model/family.ts'
import type { Installed } from '../../model/installed.ts'
import { atMost, listed } from '../../model/listed.ts'
import { distinctReaches, type Reach } from '../../model/reach.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { AskGateway } from '../capture/answers-alike.ts'
import type { CaptureServer } from '../capture/server.ts'
import type { Credentials } from '../credentials/mint.ts'
import { alikeButForGateway } from './alike-but-for-gateway.ts'
import { inOrderOfTokens } from './at-once.ts'
import { CLOSING, CONTROL, cellBook, type Found } from './cell-book.ts'
import type { Besides, DriveEnd } from './drive-jobs.ts'
import { type Driven, driveOne } from './drive-one.ts'
import { meantFor } from './meant.ts'
import { boundRemarks } from './met-bound.ts'
import { isVirtual, nextDriver } from './next-driver.ts'
import { observed, wentWrong } from './observed.ts'
import { overlooked } from './overlooked.ts'
import { namesProxy, type Waiting } from './prepare-cell.ts'
import { strayText } from './stray-text.ts'
import type { LedHosts } from './trusting.ts'
import { waitingList } from './waiting-list.ts'

export type ObserveOptions = {
  readonly installed: Extract<Installed, { state: 'ready' }>
  readonly family: Family
  readonly cells: readonly Cell[]
  readonly credentials: Credentials
  readonly startCapture: () => Promise<CaptureServer>
  /** Names that lead to the gateway in every scenario or in some (`ledIn`). Default: none. */
  readonly hosts?: LedHosts
  /** Those that do in this scenario. Default: all of them. */
  readonly ledIn?: (scenario: Scenario) => readonly string[]
  /** What clients may show who asks for a certificate; there when a scenario names one. */
  readonly certificates?: ClientCertificates
  /** Ports of loopback that may be connected to besides the gateway's. */
  readonly allowPorts: readonly number[]
  /** Milliseconds that one scenario may take. */
  readonly timeoutMs: number
  /** Milliseconds until the SDK must be imported. Default: 60 000. */
  readonly readyTimeoutMs?: number
  /**
   * May what an SDK did behind one of these gateways be taken for what it does behind another, when they answer alike? Not
   * where an answer is decided by more than the requests of one scenario. Default: every cell is driven.
   */
  readonly mayShare?: (gateway: string) => boolean
  readonly spawn: SpawnDriver
  readonly onProgress?: (done: number, of: number) => void
}

export type Observations = {
  /** A version that cannot make one plain call says nothing about its headers. */
  readonly control:
    | { readonly ok: true; readonly plain: PlainCalls | null }
    | { readonly ok: false; readonly reason: string }
  /** One for each cell, in their order; none when the control failed. */
  readonly captures: readonly Capture[]
  /** What a reader must know of how this came about, in sentences. */
  readonly remarks: readonly string[]
  /** Files, processes and signals beyond what it may that it tried, at its import or later; in an order of their own. */
  readonly reached: readonly Reach[]
}

/** The control twice, first of all and last: what came between rests on their being the same. Null: the family has none. */
export type PlainCalls = { readonly first: Capture; readonly last: Capture }

/**
 * Runs the control, then every cell that does not follow from another one, then the control again, in as few driver processes
 * as the SDK allows: one for each form in which its module is loaded, unless it crashes, hangs, or changes what the next would
 * rest on. Two forms in one process could share what they leave in globals and in dependencies.
 */
export const measure = async (options: ObserveOptions): Promise<Observations> => {
  const capture = await options.startCapture()
  try {
    return await measureBehind(capture, options)
  } finally {
    await capture.close()
  }
}

const measureBehind = async (capture: CaptureServer, options: ObserveOptions): Promise<Observations> => {
  const { installed, family, cells } = options
  const book = cellBook(options, capture.unseen)
  const changed = new Set<string>()
  const remarks: string[] = []
  const reaches: Reach[] = []
  const strays: string[] = []
  let forgery: string | null = null

  const proxyPorts: number[] = []
  const proxyFor = async (key: string, hosts: readonly string[]): Promise<string> => {
    const port = await capture.startProxy(key, hosts)
    proxyPorts.push(port)
    return `http://127.0.0.1:${port}`
  }
  const unsupported = (index: number, reason: string): void => book.record(index, { status: 'unsupported', reason })
  const waits = waitingList(book.cellAt, unsupported, { ...options, proxyFor, capture })

  /** What of a cell holds for its twins is theirs; the first of the others is driven next. */
  const settle = async (index: number, found: Found, twins: readonly number[], ask: AskGateway): Promise<void> => {
    const inferred = { gateway: cells[index]?.gateway ?? '' }
    const others: number[] = []
    for (const twin of twins) {
      const answers = await ask(cells[twin]?.gateway ?? '')
      if (answers) book.record(twin, { ...withAnswers(found, answers), inferred })
      else others.push(twin)
    }
    await waits.add([others], 'last')
  }
  const settling: Promise<void>[] = []
  const settled = async (): Promise<void> => {
    await Promise.all(settling.splice(0))
  }

  const onEnd = ({ index, arrived, twins, cell: { key } }: Waiting, end: DriverEnd, tail: string): void => {
    const asked = twins.length > 0 ? capture.compare(key, JSON.stringify(end)) : null
    const scenario = book.cellAt(index)?.scenario
    const inOrder = inOrderOfTokens(capture.take(key), arrived, scenario?.calls ?? [], options.credentials.minted)
    const exchanges = meantFor(inOrder, scenario ?? {})
    const missed = overlooked(capture.unseen(key), exchanges.length)
    // Of what nobody looked at, nobody can say how another gateway answers it.
    const ask = asked && missed ? async () => null : asked
    const found = missed ?? observed(end, exchanges, arrived)
    for (const one of [index, ...twins]) book.at(one, key)
    book.record(index, found)
    if (index < 0) {
      const reason = missed?.reason ?? wentWrong(end, exchanges)
      if (reason !== null) book.fail(tail ? `${reason}\n${tail}` : reason)
    }
    if (!ask) return
    const all = settle(index, found, twins, ask)
    all.catch(() => {}) // Told to whoever waits until it is settled.
    settling.push(all)
  }

  // The port of a proxy must be there when the driver is started, and one is given to each cell. What is sent at once is told
  // in another order than that in which it arrived, and was answered.
  const mayShare = ({ gateway, scenario }: Cell): boolean =>
    (options.mayShare?.(gateway) ?? false) && !namesProxy(scenario) && !scenario.calls.some(({ atOnce }) => atOnce)
  const groups = [[CONTROL], ...alikeButForGateway(cells, mayShare), [CLOSING]]
  await waits.add(groups, 'last')
  let idle = 0
  let hangs = false

  const driveNext = (): Promise<Driven> => {
    const next = nextDriver(waits.all()) ?? nothingLeft()
    const variables = next.alone?.env ?? family.dictionaries[installed.target.sdk.registry]?.variables
    return driveOne(
      {
        ...next,
        ...{ capture, settled, queue: waits, isLast: isClosing, isNothing: ({ index }) => index === CONTROL },
        onEnd: (waiting, end, besides, isFirst) => {
          if (tookOver(waiting, besides, isFirst)) onEnd(waiting, end, besides.tail)
          return book.failure() === null ? 'go on' : 'stop'
        },
      },
      {
        ...options,
        onReach: (reach) => reaches.push(reach),
        onStrays: (names) => strays.push(...names),
        ...(variables ? { variables } : {}),
        ports: [...capture.ports, ...proxyPorts, ...options.allowPorts],
        virtualTime: waits.all().some((waiting) => next.takes(waiting) && isVirtual(waiting)),
      },
    )
  }

  /** Does what came of it stand? Else what one before it had changed may have come of it, and it is measured again. */
  const tookOver = (waiting: Waiting, { changed: names }: Besides, isFirst: boolean): boolean => {
    for (const name of names) changed.add(name)
    if (names.length === 0 || isFirst || waiting.again) return true
    capture.take(waiting.cell.key)
    tainted.push(waiting)
    return false
  }
  const tainted: Waiting[] = []

  /** Nothing that this driver has told is believed: all of it is measured once more, by another. */
  const distrust = async (handed: readonly Waiting[], reason: string): Promise<void> => {
    for (const { cell } of handed) capture.take(cell.key)
    if (forgery !== null) {
      book.fail(`${reason} So it was when it was measured again; nothing of it is believed.`)
      return
    }
    forgery = reason
    const untrusted = new Set(handed.flatMap(({ index, twins }) => [index, ...twins]))
    for (const index of untrusted) book.forget(index)
    waits.keep(({ index }) => !untrusted.has(index))
    await waits.add(
      groups.map((group) => group.filter((index) => untrusted.has(index))),
      'first',
    )
    const ids = [...new Set([...untrusted].flatMap((index) => cells[index]?.id ?? []))]
    const what = ids.length > 0 ? `, ${atMost(ids, 5)},` : ''
    remarks.push(`${reason} All that this process had told${what} was measured again in another one.`)
  }

  /** What crashed or hung may have been left behind by a job before it: a driver of its own shows whose fault it is. */
  const lose = async (
    lost: Waiting,
    end: Extract<DriveEnd, { kind: 'lost' }>,
    kept: number,
    isFirst: boolean,
  ): Promise<void> => {
    // One that hangs by itself as well is not the only one: waiting is dear.
    hangs ||= end.why === 'timeout' && (isFirst || lost.again)
    const isDear = end.why === 'timeout' && hangs && !isClosing(lost)
    if (!isDear && !isFirst && !lost.again) return waits.anew(lost, true)
    const unseen = { ...capture.unseen(lost.cell.key), malformed: 0 }
    book.record(lost.index, overlooked(unseen, kept) ?? { status: end.why, reason: end.reason })
    await waits.add([lost.twins], 'first')
  }

  while (waits.all().length > 0 && book.failure() === null) {
    const { end, handed, left, isFirst } = await driveNext()
    if (end.kind === 'forged') {
      book.pardon()
      tainted.length = 0
      await distrust(handed, end.reason)
      continue
    }
    for (const waiting of tainted.splice(0)) await waits.anew(waiting, true)
    if (end.kind === 'done') continue
    const lost = left.find(({ job }) => job.job === end.during?.job)
    for (const waiting of left) {
      const kept = capture.take(waiting.cell.key).length
      if (waiting === lost) await lose(waiting, end, kept, isFirst)
      else await waits.anew(waiting, waiting.again)
    }
    if (family.control && !book.has(CONTROL)) book.fail(end.reason)
    idle = lost || handed.length > left.length ? 0 : idle + 1
    if (idle < 2) continue
    for (const { index, twins } of waits.all())
      for (const one of [index, ...twins])
        book.record(one, { status: 'crashed', reason: `The driver could not be started again: ${end.reason}` })
    waits.keep(() => false)
  }
  const plain = book.plainCalls()
  if (changed.size > 0) remarks.push(changedText([...changed]))
  if (strays.length > 0) remarks.push(strayText('It', strays))
  remarks.push(...boundRemarks(book.captures()))
  if (family.control && !plain) book.fail(NO_CONTROL)
  const reason = book.failure()
  const told = { remarks, reached: distinctReaches(reaches) }
  if (reason !== null) return { control: { ok: false, reason }, captures: [], ...told }
  return { control: { ok: true, plain }, captures: book.captures(), ...told }
}

const NO_CONTROL = 'The plain call that every measurement begins and ends with was not made.'

const changedText = (names: readonly string[]): string =>
  `While it was used it changed ${listed(names)} of its own process; what followed was measured in a new one each time.`

const nothingLeft = (): never => {
  throw new Error('A driver is started for a job.')
}

const isClosing = ({ index }: Waiting): boolean => index === CLOSING

const withAnswers = (found: Found, answers: readonly Exchange['answered'][]): Found =>
  found.status === 'measured'
    ? {
        ...found,
        exchanges: found.exchanges.map((exchange, at) => ({ ...exchange, answered: answers[at] ?? exchange.answered })),
      }
    : found

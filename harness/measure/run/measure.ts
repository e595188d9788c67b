import type { SpawnDriver } from '../../edges/driver-process.ts'
import type { Capture, Exchange, Inferred, Lost, Overlooked } from '../../model/capture.ts'
import type { Cell } from '../../model/cell.ts'
import type { ClientCertificates } from '../../model/certificate.ts'
import type { DriverEnd } from '../../model/driver.ts'
import type { Family } from '../../model/family.ts'
import type { Installed } from '../../model/installed.ts'
import { atMost, listed } from '../../model/listed.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { AskGateway } from '../capture/answers-alike.ts'
import type { CaptureServer } from '../capture/server.ts'
import type { Credentials } from '../credentials/mint.ts'
import { alikeButForGateway } from './alike-but-for-gateway.ts'
import type { Besides, DriveEnd } from './drive-jobs.ts'
import { type Driven, driveOne } from './drive-one.ts'
import { meantFor } from './meant.ts'
import { isVirtual, nextDriver } from './next-driver.ts'
import { observed, wentWrong } from './observed.ts'
import { overlooked } from './overlooked.ts'
import { namesProxy, prepareCell, type Waiting } from './prepare-cell.ts'
import type { LedHosts } from './trusting.ts'

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
}

/** The control twice, first of all and last: what came between rests on their being the same. Null: the family has none. */
export type PlainCalls = { readonly first: Capture; readonly last: Capture }

/** Indexes of no cell: the plain call that all begins with, and the same that all ends with. */
const CONTROL = -1
const CLOSING = -2

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
  const { installed, family, cells, onProgress } = options
  const captures = new Map<number, Capture>()
  /** The address of each cell that was driven, or that it was inferred from. */
  const keys = new Map<number, string>()
  const changed = new Set<string>()
  const remarks: string[] = []
  let failure: string | null = null
  let forgery: string | null = null

  const cellAt = (index: number): Cell | undefined => (index < 0 ? controlCell(family) : cells[index])

  const record = (index: number, found: Observation): void => {
    const cell = cellAt(index)
    if (!cell) return
    captures.set(index, { scenario: cell.id, gateway: cell.gateway, ...found })
    const plain = [CONTROL, CLOSING].filter((one) => captures.has(one)).length
    if (index >= 0) onProgress?.(captures.size - plain, cells.length)
    else if (found.status !== 'measured') failure ??= found.reason
  }

  /** A cell with what came for it when it had been taken. Who was cut off in the middle could not end what it had begun. */
  const withLate = (index: number): readonly Capture[] => {
    const found = captures.get(index)
    if (found?.status !== 'measured') return found ? [found] : []
    const { late } = capture.unseen(keys.get(index) ?? '')
    const wasCut = found.outcome.kind === 'egress'
    return [late === 0 || wasCut ? found : { ...found, late }]
  }

  const proxyPorts: number[] = []
  const proxyFor = async (key: string, hosts: readonly string[]): Promise<string> => {
    const port = await capture.startProxy(key, hosts)
    proxyPorts.push(port)
    return `http://127.0.0.1:${port}`
  }

  /** The first that has words in this version; the others wait for it. */
  const prepareOne = async (group: readonly number[], again = false): Promise<readonly Waiting[]> => {
    const [index, ...twins] = group
    const cell = index === undefined ? undefined : cellAt(index)
    if (index === undefined || !cell) return []
    const prepared = await prepareCell(cell, { ...options, proxyFor, capture })
    if (!('unsupported' in prepared)) return [{ ...prepared, index, again, twins, arrived: [] }]
    record(index, { status: 'unsupported', reason: prepared.unsupported })
    return prepareOne(twins, again)
  }
  const prepareAll = async (groups: readonly (readonly number[])[]): Promise<readonly Waiting[]> =>
    (await Promise.all(groups.map((group) => prepareOne(group)))).flat()
  /** With secrets and an address that nobody has seen. */
  const anew = ({ index, twins }: Waiting, again: boolean): Promise<readonly Waiting[]> =>
    prepareOne([index, ...twins], again)

  /** What of a cell holds for its twins is theirs; the first of the others is driven next. */
  const settle = async (index: number, found: Found, twins: readonly number[], ask: AskGateway): Promise<void> => {
    const inferred = { gateway: cells[index]?.gateway ?? '' }
    const others: number[] = []
    for (const twin of twins) {
      const answers = await ask(cells[twin]?.gateway ?? '')
      if (answers) record(twin, { ...withAnswers(found, answers), inferred })
      else others.push(twin)
    }
    const released = await prepareOne(others)
    queue = [...queue, ...released]
  }

  const onEnd = (ended: Waiting, end: DriverEnd, tail: string): void => {
    const { index, arrived, twins } = ended
    const { key } = ended.cell
    const asked = twins.length > 0 ? capture.compare(key, JSON.stringify(end)) : null
    const exchanges = meantFor(capture.take(key), cellAt(index)?.scenario.hosts)
    const missed = overlooked(capture.unseen(key), exchanges.length)
    // Of what nobody looked at, nobody can say how another gateway answers it.
    const ask = asked && missed ? async () => null : asked
    const found = missed ?? observed(end, exchanges, arrived)
    for (const one of [index, ...twins]) keys.set(one, key)
    record(index, found)
    if (index < 0) {
      const reason = missed?.reason ?? wentWrong(end, exchanges)
      if (reason !== null) failure ??= tail ? `${reason}\n${tail}` : reason
    }
    if (!ask) return
    const all = settle(index, found, twins, ask)
    all.catch(() => {}) // Told to whoever waits until it is settled.
    settling.push(all)
  }

  const settling: Promise<void>[] = []
  const settled = async (): Promise<void> => {
    await Promise.all(settling.splice(0))
  }
  // The port of a proxy must be there when the driver is started, and one is given to each cell.
  const mayShare = ({ gateway, scenario }: Cell): boolean =>
    (options.mayShare?.(gateway) ?? false) && !namesProxy(scenario)
  const groups = [[CONTROL], ...alikeButForGateway(cells, mayShare), [CLOSING]]
  let queue: readonly Waiting[] = await prepareAll(groups)
  let idle = 0
  let hangs = false

  const driveNext = (): Promise<Driven> => {
    const next = nextDriver(queue) ?? nothingLeft()
    const variables = next.alone?.env ?? family.dictionaries[installed.target.sdk.registry]?.variables
    return driveOne(
      {
        ...next,
        ...{ capture, settled, isLast: isClosing, isNothing: ({ index }) => index === CONTROL },
        queue: {
          all: () => queue,
          take: (waiting) => {
            queue = queue.filter((one) => one !== waiting)
          },
        },
        onEnd: (waiting, end, besides, isFirst) => {
          if (tookOver(waiting, besides, isFirst)) onEnd(waiting, end, besides.tail)
          return failure === null ? 'go on' : 'stop'
        },
      },
      {
        ...options,
        ...(variables ? { variables } : {}),
        ports: [...capture.ports, ...proxyPorts, ...options.allowPorts],
        virtualTime: queue.some((waiting) => next.takes(waiting) && isVirtual(waiting)),
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
      failure = `${reason} So it was when it was measured again; nothing of it is believed.`
      return
    }
    forgery = reason
    const untrusted = new Set(handed.flatMap(({ index, twins }) => [index, ...twins]))
    for (const index of untrusted) captures.delete(index)
    const again = groups.map((group) => group.filter((index) => untrusted.has(index)))
    queue = [...(await prepareAll(again)), ...queue.filter(({ index }) => !untrusted.has(index))]
    const ids = [...new Set([...untrusted].flatMap((index) => cells[index]?.id ?? []))]
    const what = ids.length > 0 ? `, ${atMost(ids, 5)},` : ''
    remarks.push(`${reason} All that this process had told${what} was measured again in another one.`)
  }

  while (queue.length > 0 && failure === null) {
    const { end, handed, left, isFirst } = await driveNext()
    if (end.kind === 'forged') {
      failure = null
      tainted.length = 0
      await distrust(handed, end.reason)
      continue
    }
    for (const waiting of tainted.splice(0)) queue = [...(await anew(waiting, true)), ...queue]
    if (end.kind === 'done') continue
    const lost = left.find(({ job }) => job.job === end.during?.job)
    for (const waiting of left) {
      const kept = capture.take(waiting.cell.key).length
      if (waiting !== lost) queue = [...(await anew(waiting, waiting.again)), ...queue]
      else await lose(waiting, end, kept, isFirst)
    }
    if (family.control && !captures.has(CONTROL)) failure ??= end.reason
    idle = lost || handed.length > left.length ? 0 : idle + 1
    if (idle < 2) continue
    for (const { index, twins } of queue)
      for (const one of [index, ...twins])
        record(one, { status: 'crashed', reason: `The driver could not be started again: ${end.reason}` })
    queue = []
  }
  const [first, last] = [captures.get(CONTROL), captures.get(CLOSING)]
  if (changed.size > 0) remarks.push(changedText([...changed]))
  if (family.control && !(first && last)) failure ??= NO_CONTROL
  if (failure !== null) return { control: { ok: false, reason: failure }, captures: [], remarks }
  return {
    control: { ok: true, plain: first && last ? { first, last } : null },
    captures: [...cells.keys()].flatMap((index) => withLate(index)),
    remarks,
  }

  /** What crashed or hung may have been left behind by a job before it: a driver of its own shows whose fault it is. */
  async function lose(
    lost: Waiting,
    end: Extract<DriveEnd, { kind: 'lost' }>,
    kept: number,
    isFirst: boolean,
  ): Promise<void> {
    // One that hangs by itself as well is not the only one: waiting is dear.
    hangs ||= end.why === 'timeout' && (isFirst || lost.again)
    const isDear = end.why === 'timeout' && hangs && !isClosing(lost)
    if (!isDear && !isFirst && !lost.again) {
      queue = [...(await anew(lost, true)), ...queue]
      return
    }
    const unseen = { ...capture.unseen(lost.cell.key), malformed: 0 }
    record(lost.index, overlooked(unseen, kept) ?? { status: end.why, reason: end.reason })
    queue = [...(await prepareOne(lost.twins)), ...queue]
  }
}

const NO_CONTROL = 'The plain call that every measurement begins and ends with was not made.'

const changedText = (names: readonly string[]): string =>
  `While it was used it changed ${listed(names)} of its own process; what followed was measured in a new one each time.`

const nothingLeft = (): never => {
  throw new Error('A driver is started for a job.')
}

const isClosing = ({ index }: Waiting): boolean => index === CLOSING

type Found = ReturnType<typeof observed> | Overlooked
type Observation =
  | (Found & { readonly inferred?: Inferred })
  | { readonly status: Extract<Lost, 'timeout' | 'crashed'>; readonly reason: string }

const withAnswers = (found: Found, answers: readonly Exchange['answered'][]): Found =>
  found.status === 'measured'
    ? {
        ...found,
        exchanges: found.exchanges.map((exchange, at) => ({ ...exchange, answered: answers[at] ?? exchange.answered })),
      }
    : found

const controlCell = ({ control }: Family): Cell | undefined =>
  control ? { scenario: control, variant: '', id: control.id, gateway: 'open' } : undefined

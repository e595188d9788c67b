import type { SpawnDriver } from '../../edges/driver-process.ts'
import type { Capture, Exchange, Inferred, Lost, Overlooked } from '../../model/capture.ts'
import type { Cell } from '../../model/cell.ts'
import type { ClientCertificates } from '../../model/certificate.ts'
import type { DriverEnd, DriverJob } from '../../model/driver.ts'
import type { Family } from '../../model/family.ts'
import type { Installed } from '../../model/installed.ts'
import type { Recipe } from '../../model/recipe.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { AskGateway } from '../capture/answers-alike.ts'
import type { CaptureServer } from '../capture/server.ts'
import type { Credentials } from '../credentials/mint.ts'
import { spell } from '../sdks/spell.ts'
import { alikeButForGateway } from './alike-but-for-gateway.ts'
import { driveJobs } from './drive-jobs.ts'
import { installedVersion } from './installed-version.ts'
import { meantFor } from './meant.ts'
import { observed, wentWrong } from './observed.ts'
import { overlooked } from './overlooked.ts'
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
  readonly control: { readonly ok: true } | { readonly ok: false; readonly reason: string }
  /** One for each cell, in their order; none when the control failed. */
  readonly captures: readonly Capture[]
}

/** A job that waits for a driver. `key` is its own part of the gateway's address. */
type Waiting = {
  readonly index: number
  readonly key: string
  readonly job: DriverJob
  readonly again: boolean
  /** Indexes of cells that differ from this in the gateway alone, and wait for what comes of it. */
  readonly twins: readonly number[]
  /** How many requests had arrived when each call but the last had ended. */
  readonly arrived: number[]
}

const CONTROL = -1

/**
 * Runs the control, then every cell that does not follow from another one, in as few driver processes as the SDK allows: one for each form in which its module is
 * loaded, unless it crashes or hangs. Two forms in one process could share what they leave in globals and in dependencies.
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
  let control: Observations['control'] | null = null
  let serial = 0

  const record = (index: number, found: Observation): void => {
    const cell = cells[index]
    if (!cell) return
    captures.set(index, { scenario: cell.id, gateway: cell.gateway, ...found })
    onProgress?.(captures.size, cells.length)
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
  const prepareOne = async (group: readonly number[]): Promise<readonly Waiting[]> => {
    const [index, ...twins] = group
    if (index === undefined) return []
    const prepared = await prepare(index, { twins })
    return prepared.length > 0 ? prepared : prepareOne(twins)
  }

  const prepare = async (
    index: number,
    { twins, again = false }: Pick<Waiting, 'twins'> & { again?: boolean },
  ): Promise<readonly Waiting[]> => {
    const cell = index === CONTROL ? controlCell(family) : cells[index]
    if (!cell) return []
    const job = serial++
    const key = `${job}`
    const { first = [], answers = [], hosts: tokenHosts = [], scheme } = cell.scenario
    const script = { first, answers, tokenHosts, ...(scheme ? { scheme } : {}) }
    const { url, otherOriginUrl } = capture.open({ key, gateway: cell.gateway, at: 'path', ...script })
    const led = options.ledIn?.(cell.scenario)
    const spelled = spell(family, cell.scenario, {
      registry: installed.target.sdk.registry,
      package: installed.target.sdk.package,
      version: installedVersion(installed),
      variant: cell.variant,
      gatewayUrl: url,
      otherOriginUrl,
      ...(namesProxy(cell.scenario) ? { proxyUrl: await proxyFor(key, led ?? options.hosts?.patterns ?? []) } : {}),
      ...(options.certificates ? { certificates: options.certificates } : {}),
      credential: options.credentials.of,
      provider: options.credentials.provider,
    })
    const { time } = cell.scenario
    const told = { ...(led ? { hosts: led } : {}), ...(time ? { time } : {}) }
    if (spelled.kind === 'recipe') {
      capture.pause(key, pauseBefore(spelled.recipe, 0))
      return [{ index, key, again, twins, arrived: [], job: { job, recipe: spelled.recipe, ...told } }]
    }
    capture.take(key)
    if (index === CONTROL) control = { ok: false, reason: spelled.reason }
    else record(index, { status: 'unsupported', reason: spelled.reason })
    return []
  }

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

  const onEnd = ({ index, key, arrived, twins }: Waiting, end: DriverEnd, tail: string): 'go on' | 'stop' => {
    const asked = twins.length > 0 ? capture.compare(key, JSON.stringify(end)) : null
    const exchanges = meantFor(capture.take(key), cells[index]?.scenario.hosts)
    const missed = overlooked(capture.unseen(key), exchanges.length)
    // Of what nobody looked at, nobody can say how another gateway answers it.
    const ask = asked && missed ? async () => null : asked
    if (index !== CONTROL) {
      const found = missed ?? observed(end, exchanges, arrived)
      for (const one of [index, ...twins]) keys.set(one, key)
      record(index, found)
      if (ask) {
        const all = settle(index, found, twins, ask)
        all.catch(() => {}) // Told to whoever waits until it is settled.
        settling.push(all)
      }
    } else {
      const reason = missed?.reason ?? wentWrong(end, exchanges)
      control = reason === null ? { ok: true } : { ok: false, reason: tail ? `${reason}\n${tail}` : reason }
    }
    return control?.ok === false ? 'stop' : 'go on'
  }

  const settling: Promise<void>[] = []
  const settled = async (): Promise<void> => {
    await Promise.all(settling.splice(0))
  }
  // The port of a proxy must be there when the driver is started, and one is given to each cell.
  const mayShare = ({ gateway, scenario }: Cell): boolean =>
    (options.mayShare?.(gateway) ?? false) && !namesProxy(scenario)
  const groups = [[CONTROL], ...alikeButForGateway(cells, mayShare)]
  let queue: readonly Waiting[] = (await Promise.all(groups.map(prepareOne))).flat()
  let idle = 0
  let hangs = false
  while (queue.length > 0 && control?.ok !== false) {
    let endedHere = false
    let progress = false
    const { takes, alone } = nextDriver(queue)
    const told = new Set<Waiting>()
    const next = async (): Promise<readonly DriverJob[]> => {
      await settled()
      const open = queue.filter((waiting) => takes(waiting) && !told.has(waiting))
      // Where time is virtual comes last: what is left running by then is nothing to the others.
      const real = open.filter((waiting) => !isVirtual(waiting))
      const now = real.length > 0 ? real : open
      for (const waiting of now) told.add(waiting)
      return Promise.all(now.map((waiting) => withHostPort(waiting, capture)))
    }
    const variables = alone?.env ?? family.dictionaries[installed.target.sdk.registry]?.variables
    const end = await driveJobs({
      ...options,
      ...(variables ? { variables } : {}),
      ports: [...capture.ports, ...proxyPorts, ...options.allowPorts],
      virtualTime: queue.some((waiting) => takes(waiting) && isVirtual(waiting)),
      jobs: await next(),
      more: next,
      onStart: (job) => {
        const starting = queue.find((waiting) => waiting.job.job === job)
        if (starting) capture.begin(starting.key)
      },
      onCalled: (job) => {
        const calling = queue.find((waiting) => waiting.job.job === job)
        if (!calling) return
        calling.arrived.push(capture.count(calling.key))
        capture.pause(calling.key, pauseBefore(calling.job.recipe, calling.arrived.length))
      },
      onWait: async (job, ms) => {
        const waiting = queue.find((one) => one.job.job === job)
        return waiting !== undefined && (await capture.skip(waiting.key, ms))
      },
      onEnd: (job, how, tail) => {
        const ended = queue.find((waiting) => waiting.job.job === job)
        queue = queue.filter((waiting) => waiting !== ended)
        progress ||= ended !== undefined
        endedHere ||= ended !== undefined && ended.index !== CONTROL
        return ended ? onEnd(ended, how, tail) : 'go on'
      },
    })
    await settled()
    if (end.kind === 'done') continue
    if (control === null) control = { ok: false, reason: end.reason }
    const lost = queue.find(({ job }) => job.job === end.during)
    idle = lost || progress ? 0 : idle + 1
    if (lost) {
      queue = queue.filter((waiting) => waiting !== lost)
      const kept = capture.take(lost.key).length
      // What crashed or hung may have been left behind by a job before it: a driver of its own shows whose fault it is.
      const isFirst = !endedHere
      // One that hangs by itself as well is not the only one: waiting is dear.
      hangs ||= end.why === 'timeout' && (isFirst || lost.again)
      if (!(end.why === 'timeout' && hangs) && !isFirst && !lost.again)
        queue = [...(await prepare(lost.index, { twins: lost.twins, again: true })), ...queue]
      else {
        record(
          lost.index,
          overlooked({ ...capture.unseen(lost.key), malformed: 0 }, kept) ?? { status: end.why, reason: end.reason },
        )
        queue = [...(await prepareOne(lost.twins)), ...queue]
      }
    }
    if (idle < 2) continue
    for (const { index, key, twins } of queue) {
      capture.take(key)
      for (const one of [index, ...twins])
        record(one, { status: 'crashed', reason: `The driver could not be started again: ${end.reason}` })
    }
    queue = []
  }
  if (control?.ok === false) return { control, captures: [] }
  return { control: { ok: true }, captures: [...cells.keys()].flatMap((index) => withLate(index)) }
}

type NextDriver = { readonly takes: (waiting: Waiting) => boolean; readonly alone?: Recipe }

/**
 * Which of those that wait are the next driver's: all of one form, or one that must be alone. What is only required, and what
 * is alone, comes last: whatever comes of it costs no other a driver.
 */
const nextDriver = (queue: readonly Waiting[]): NextDriver => {
  const shared = queue.filter(({ job }) => !job.recipe.alone)
  const [first] = queue
  if (shared.length === 0 && first) return { takes: (waiting) => waiting === first, alone: first.job.recipe }
  const isImported = shared.some(({ job }) => job.recipe.form === 'import')
  const form = isImported ? 'import' : 'require'
  return { takes: ({ job }) => !job.recipe.alone && job.recipe.form === form }
}

const namesProxy = ({ environment, client, second, calls }: Scenario): boolean =>
  Object.values(environment?.variables ?? {}).some((value) => typeof value === 'object') ||
  [client, second, ...calls.map(({ copy }) => copy)].some(
    (options) => options?.transport === 'proxied' || options?.agent === 'proxied',
  )

/** Milliseconds that the program lets pass before its n-th call, from 0. */
const pauseBefore = ({ calls }: Recipe, nth: number): number =>
  calls.flatMap(({ times, afterMs = 0 }) => Array<number>(times).fill(afterMs))[nth] ?? 0

const isVirtual = ({ job }: Waiting): boolean => job.time === 'virtual'

const withHostPort = async ({ key, job }: Waiting, capture: CaptureServer): Promise<DriverJob> => {
  const hostPort = job.hosts?.length === 0 ? null : await capture.hostPort(key)
  return hostPort === null ? job : { ...job, hostPort }
}

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

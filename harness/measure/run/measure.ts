import type { SpawnDriver } from '../../edges/driver-process.ts'
import type { Capture } from '../../model/capture.ts'
import type { Cell } from '../../model/cell.ts'
import type { DriverEnd, DriverJob } from '../../model/driver.ts'
import type { Family } from '../../model/family.ts'
import type { Installed } from '../../model/installed.ts'
import type { Recipe } from '../../model/recipe.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { CaptureServer } from '../capture/server.ts'
import type { Credentials } from '../credentials/mint.ts'
import { spell } from '../sdks/spell.ts'
import { driveJobs } from './drive-jobs.ts'
import { installedVersion } from './installed-version.ts'
import { observed, wentWrong } from './observed.ts'
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
  /** Ports of loopback that may be connected to besides the gateway's. */
  readonly allowPorts: readonly number[]
  /** Milliseconds that one scenario may take. */
  readonly timeoutMs: number
  /** Milliseconds until the SDK must be imported. Default: 60 000. */
  readonly readyTimeoutMs?: number
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
  /** How many requests had arrived when each call but the last had ended. */
  readonly arrived: number[]
}

const CONTROL = -1

/**
 * Runs the control, then every cell, in as few driver processes as the SDK allows: one for each form in which its module is
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
  let control: Observations['control'] | null = null
  let serial = 0

  const record = (index: number, found: Observation): void => {
    const cell = cells[index]
    if (!cell) return
    captures.set(index, { scenario: cell.id, gateway: cell.gateway, ...found })
    onProgress?.(captures.size, cells.length)
  }

  const proxyPorts: number[] = []
  const proxyFor = async (key: string, hosts: readonly string[]): Promise<string> => {
    const port = await capture.startProxy(key, hosts)
    proxyPorts.push(port)
    return `http://127.0.0.1:${port}`
  }

  const prepare = async (index: number, again = false): Promise<Waiting[]> => {
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
      credential: options.credentials.of,
      provider: options.credentials.provider,
    })
    const { time } = cell.scenario
    const told = { ...(led ? { hosts: led } : {}), ...(time ? { time } : {}) }
    if (spelled.kind === 'recipe')
      return [{ index, key, again, arrived: [], job: { job, recipe: spelled.recipe, ...told } }]
    capture.take(key)
    if (index === CONTROL) control = { ok: false, reason: spelled.reason }
    else record(index, { status: 'unsupported', reason: spelled.reason })
    return []
  }

  const onEnd = ({ index, key, arrived }: Waiting, end: DriverEnd, tail: string): 'go on' | 'stop' => {
    const exchanges = capture.take(key)
    if (index !== CONTROL) record(index, observed(end, exchanges, arrived))
    else {
      const reason = wentWrong(end, exchanges)
      control = reason === null ? { ok: true } : { ok: false, reason: tail ? `${reason}\n${tail}` : reason }
    }
    return control?.ok === false ? 'stop' : 'go on'
  }

  let queue: readonly Waiting[] = (await Promise.all([CONTROL, ...cells.keys()].map((index) => prepare(index)))).flat()
  let idle = 0
  let hangs = false
  while (queue.length > 0 && control?.ok !== false) {
    const before = queue.length
    let endedHere = false
    const next = ofNextDriver(queue)
    const variables = next.alone?.env ?? family.dictionaries[installed.target.sdk.registry]?.variables
    const end = await driveJobs({
      ...options,
      ...(variables ? { variables } : {}),
      ports: [...capture.ports, ...proxyPorts, ...options.allowPorts],
      jobs: await Promise.all(next.jobs.map((waiting) => withHostPort(waiting, capture))),
      onCalled: (job) => {
        const calling = queue.find((waiting) => waiting.job.job === job)
        if (calling) calling.arrived.push(capture.count(calling.key))
      },
      onWait: async (job, ms) => {
        const waiting = queue.find((one) => one.job.job === job)
        return waiting !== undefined && (await capture.skip(waiting.key, ms))
      },
      onEnd: (job, how, tail) => {
        const ended = queue.find((waiting) => waiting.job.job === job)
        queue = queue.filter((waiting) => waiting !== ended)
        endedHere ||= ended !== undefined && ended.index !== CONTROL
        return ended ? onEnd(ended, how, tail) : 'go on'
      },
    })
    if (end.kind === 'done') continue
    if (control === null) control = { ok: false, reason: end.reason }
    const lost = queue.find(({ job }) => job.job === end.during)
    idle = lost || queue.length < before ? 0 : idle + 1
    if (lost) {
      queue = queue.filter((waiting) => waiting !== lost)
      capture.take(lost.key)
      // What crashed or hung may have been left behind by a job before it: a driver of its own shows whose fault it is.
      const isFirst = !endedHere
      // One that hangs by itself as well is not the only one: waiting is dear.
      hangs ||= end.why === 'timeout' && (isFirst || lost.again)
      if (!(end.why === 'timeout' && hangs) && !isFirst && !lost.again)
        queue = [...(await prepare(lost.index, true)), ...queue]
      else record(lost.index, { status: end.why, reason: end.reason })
    }
    if (idle < 2) continue
    for (const { index, key } of queue) {
      capture.take(key)
      record(index, { status: 'crashed', reason: `The driver could not be started again: ${end.reason}` })
    }
    queue = []
  }
  if (control?.ok === false) return { control, captures: [] }
  return { control: { ok: true }, captures: [...cells.keys()].flatMap((index) => captures.get(index) ?? []) }
}

/**
 * Those of the next driver: of one form, or one that must be alone. What is only required, and what is alone, comes last:
 * whatever comes of it costs no other a driver.
 */
const ofNextDriver = (queue: readonly Waiting[]): { readonly jobs: readonly Waiting[]; readonly alone?: Recipe } => {
  const shared = queue.filter(({ job }) => !job.recipe.alone)
  const [first] = queue
  if (shared.length === 0 && first) return { jobs: [first], alone: first.job.recipe }
  const imported = shared.filter(({ job }) => job.recipe.form === 'import')
  const ofOneForm = imported.length > 0 ? imported : shared
  // Where time is virtual comes last: what is left running by then is nothing to the others.
  return { jobs: ofOneForm.toSorted((a, b) => rank(a) - rank(b)) }
}

const namesProxy = ({ environment }: Scenario): boolean =>
  Object.values(environment?.variables ?? {}).some((value) => typeof value === 'object')

const rank = ({ job }: Waiting): number => (job.time === 'virtual' ? 1 : 0)

const withHostPort = async ({ key, job }: Waiting, capture: CaptureServer): Promise<DriverJob> => {
  const hostPort = job.hosts?.length === 0 ? null : await capture.hostPort(key)
  return hostPort === null ? job : { ...job, hostPort }
}

type Observation = ReturnType<typeof observed> | { readonly status: 'timeout' | 'crashed'; readonly reason: string }

const controlCell = ({ control }: Family): Cell | undefined =>
  control ? { scenario: control, variant: '', id: control.id, gateway: 'open' } : undefined

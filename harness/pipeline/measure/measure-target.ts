import { besideAt } from '../../ask/plan/beside-at.ts'
import { maskCapture } from '../../judge/mask/mask-capture.ts'
import { normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import { normaliseReaches } from '../../judge/normalise/normalise-reach.ts'
import type { How } from '../../measure/install/install.ts'
import { installedVersion, treeOf } from '../../measure/run/installed-version.ts'
import { measure } from '../../measure/run/measure.ts'
import type { Kept } from '../../measure/store/result-store.ts'
import { cellKey, type Shelf } from '../../measure/store/shelf.ts'
import type { Capture, MaskedCapture } from '../../model/capture.ts'
import type { Cell } from '../../model/cell.ts'
import type { Dependencies, Installed } from '../../model/installed.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { distinctReaches } from '../../model/reach.ts'
import { rememberedOfTwo } from '../../model/remembered.ts'
import { isInferred, type RunResult, type ScenarioResult } from '../../model/report.ts'
import { wishText } from '../../model/runtime-wish.ts'
import type { Scenario } from '../../model/scenario.ts'
import { type Target, targetName } from '../../model/sdk.ts'
import { hostsOf } from '../plan/hosts-of.ts'
import type { Planned } from '../plan/plan-matrix.ts'
import { cannotRunOn, withClaim } from '../plan/runtime-claims.ts'
import { todayOf } from '../today.ts'
import type { World } from '../world.ts'
import { afterRepair } from './after-repair.ts'
import { whyUnlike } from './plain-calls.ts'
import type { Session } from './session.ts'
import { slowness } from './slowest-first.ts'
import { spending } from './spending.ts'
import { tellRun } from './tell-run.ts'

/** What one version cost. */
export type Effort = { readonly installs: number; readonly probes: number }

export type MeasuredTarget = { readonly run: RunResult; readonly effort: Effort }

/**
 * What the cells observed at one version: what earlier runs kept, and for the rest an install and a driver. Never throws for
 * what the version does.
 */
export const measureTarget = async (planned: Planned, session: Session, world: World): Promise<MeasuredTarget> => {
  const started = world.stopwatch()
  const shelf = await shelfOf(planned, world)
  const wanted = planned.cells.map((cell) => keyOf(cell, world))
  const recalled = shelf && world.store ? await world.store.recall(shelf, wanted) : null
  const kept = recalled && world.observeAll ? observedIn(recalled) : recalled
  const told = (run: RunResult, effort: Effort): MeasuredTarget =>
    tellRun(targetName(planned.target), started, { run, effort }, world)
  const known = shelf && kept ? knownResult(planned, shelf, kept, world) : null
  if (known) return told(known, { installs: 0, probes: 0 })

  const { installed, ms } = await session.queues.install.add(() => timedInstall(planned, world))
  if (installed.state === 'failed') {
    if (shelf) await world.store?.keepFailure(shelf, { kind: 'install', reason: installed.reason })
    return told(lost(planned, installed, installed.reason, {}), { installs: 1, probes: 0 })
  }
  const usable = kept && sameTree(kept.dependencies, installed.dependencies) ? kept : null
  const driven = (ready: Ready): Promise<RunResult> =>
    session.queues.drive.add(() => drive(planned, ready, { shelf, kept: usable, installMs: ms }, session, world), {
      priority: slowness(planned),
    })
  const how = howOf(planned)
  const run = await afterRepair(installed, await driven(installed), { how, wentWrong, again: driven }, world)
  return told(run, { installs: installed.reused ? 0 : 1, probes: 1 })
}

const wentWrong = (run: RunResult): boolean =>
  run.status === 'not-measured' || run.scenarios.some(({ status }) => status === 'crashed' || status === 'timeout')

/** How its install is made. */
export const howOf = ({ sdk, target }: Pick<Planned, 'sdk' | 'target'>): How => ({
  resolve: sdk.resolve,
  ...withBeside(sdk, target),
})

export const shelfOf = async (planned: Planned, world: World): Promise<Shelf | null> => {
  const { target, sdk, family } = planned
  // What is found at a port of the user's is no property of the version.
  if (sdk.allowPorts !== undefined) return null
  const runtime = target.runtime ?? (await world.installer.runtime(sdk.registry))
  const { resolve } = sdk
  const beside = besideAt(sdk, target.version)
  return 'reason' in runtime ? null : { target, resolve, beside, hosts: hostsOf(planned), family, runtime }
}

const observedIn = (kept: Kept): Kept => ({
  ...kept,
  results: new Map([...kept.results].filter(([, result]) => !isInferred(result))),
})

/** The whole result from what is kept, or null when something is still to be measured. */
const knownResult = (planned: Planned, { runtime }: Shelf, kept: Kept, world: World): RunResult | null => {
  const { failure } = kept
  if (failure !== null)
    return lost(planned, { runtime }, failure.reason, failure.kind === 'control' ? failure.dependencies : {})
  const results = planned.cells.map((cell) => kept.results.get(keyOf(cell, world)))
  if (!results.every((result) => result !== undefined)) return null
  return measuredRun(planned, { ...kept, runtime }, results)
}

export const install = async ({ sdk, target }: Pick<Planned, 'sdk' | 'target'>, world: World): Promise<Installed> => {
  const cannot = cannotRunOn(target)
  if (cannot !== null) return { state: 'failed', target, runtime: target.runtime ?? null, reason: cannot }
  const name = targetName(target)
  const started = world.stopwatch()
  world.tell({ kind: 'installing', target: name })
  const installed = await world.installer.install(target, howOf({ sdk, target }))
  if (installed.state === 'ready')
    world.tell({ kind: 'installed', target: name, reused: installed.reused, ms: world.stopwatch() - started })
  return installed
}

/** The same, and how long it took once it was its turn. */
export const timedInstall = async (
  planned: Planned,
  world: World,
): Promise<{ readonly installed: Installed; readonly ms: number }> => {
  const begun = world.stopwatch()
  const installed = await install(planned, world)
  return { installed, ms: world.stopwatch() - begun }
}

/** Names a cell of a plan on its shelf. */
export const keyOf = (cell: Cell, { gateways }: Pick<World, 'gateways'>): string => keyAmong(gateways, cell)

/** All versions of an SDK are measured in the same cells. */
const keyAmong = rememberedOfTwo((gateways: World['gateways'], cell: Cell): string => {
  const gateway = gateways[cell.gateway]
  return cellKey(cell, gateway?.settings, gateway?.digest)
})

export type Ready = Extract<Installed, { state: 'ready' }>

const namesCertificate = ({ client, second, calls }: Scenario): boolean =>
  [client, second, ...calls.map(({ copy }) => copy)].some((options) => options?.credentials?.certificate !== undefined)

type Known = { readonly shelf: Shelf | null; readonly kept: Kept | null; readonly installMs: number }

/** Runs the cells that no earlier run measured, and keeps what they gave before anything else can fail. */
const drive = async (
  planned: Planned,
  installed: Ready,
  { shelf, kept, installMs }: Known,
  session: Session,
  world: World,
): Promise<RunResult> => {
  const begun = world.stopwatch()
  const { target, family, cells } = planned
  const open = cells.filter((cell) => !kept?.results.has(keyOf(cell, world)))
  const name = targetName(target)
  world.tell({ kind: 'measuring', target: name, done: 0, of: open.length })
  const live = await session.live()
  const ledIn = ({ hosts = [] }: Scenario): readonly string[] => [...new Set([...hostsOf(planned), ...hosts])]
  const patterns = [...new Set([...hostsOf(planned), ...open.flatMap(({ scenario }) => ledIn(scenario))])]
  const isOverTls = open.some(({ scenario }) => scenario.scheme === 'https')
  const trust = patterns.length > 0 || isOverTls ? await live.trust() : undefined
  const certificates = open.some(({ scenario }) => namesCertificate(scenario)) ? await live.certificates() : undefined
  const { control, captures, remarks, reached } = await measure({
    installed,
    family,
    cells: open,
    credentials: live.credentials,
    startCapture: () =>
      live.startCapture(family, {
        ...(trust && patterns.length > 0 ? { hosts: { patterns, trust } } : {}),
        ...(trust && isOverTls ? { tls: trust } : {}),
      }),
    ...(trust ? { hosts: { patterns, certificate: trust.certificate }, ledIn } : {}),
    ...(certificates ? { certificates } : {}),
    allowPorts: planned.sdk.allowPorts ?? [],
    timeoutMs: session.timeoutMs,
    ...(world.observeAll ? {} : { mayShare: (gateway: string) => isLasting(world.gateways[gateway]) }),
    spawn: world.spawnDriver,
    onProgress: (done, of) => world.tell({ kind: 'measuring', target: name, done, of }),
  })
  const facts = {
    version: installedVersion(installed),
    dir: installed.dir,
    today: todayOf(world.clock),
    redact: live.redact,
  }
  const plain = control.ok ? control.plain : null
  const scale = { sdk: target.sdk.id, roles: family, overrides: [] }
  const why = control.ok ? plain && whyUnlike(plain, facts, scale) : live.redact(control.reason)
  if (why !== null) {
    if (shelf)
      await world.store?.keepFailure(shelf, { kind: 'control', reason: why, dependencies: installed.dependencies })
    return lost(planned, installed, why, installed.dependencies)
  }
  const masked = spending(
    'judge',
    world,
    () => new Map(captures.map((capture) => [`${capture.scenario} ${capture.gateway}`, maskCapture(capture, facts)])),
  )
  const captureOf = ({ id, gateway }: Cell): MaskedCapture =>
    masked.get(`${id} ${gateway}`) ?? maskCapture({ ...NO_RESULT, scenario: id, gateway }, facts)
  const told = [...new Set([...(kept?.remarks ?? []), ...remarks.map((text) => live.redact(text))])]
  const tried = distinctReaches([
    ...(kept?.reached ?? []),
    ...normaliseReaches(reached, { ...facts, places: world.places }),
  ])
  const resultOf = (cell: Cell): ScenarioResult =>
    kept?.results.get(keyOf(cell, world)) ?? normaliseCapture(captureOf(cell), facts)
  const lasting = open.filter(({ gateway }) => isLasting(world.gateways[gateway]))
  if (shelf)
    await world.store?.keep(shelf, {
      ...installed,
      captures: new Map(lasting.map((cell) => [keyOf(cell, world), captureOf(cell)])),
      day: facts.today,
      remarks: told,
      reached: tried,
      ms: installMs + world.stopwatch() - begun,
    })
  const results = spending('judge', world, () => cells.map(resultOf))
  return measuredRun(planned, { ...installed, remarks: told, reached: tried }, results)
}

const NO_RESULT = { status: 'crashed', reason: 'The driver gave no result.' } as const satisfies Partial<Capture>

/** What it answers is decided by the requests of one scenario: it is ours, or data. A module of the user's may do as it likes. */
const isLasting = (gateway: World['gateways'][string] | undefined): boolean =>
  !gateway?.own || gateway.digest !== undefined

/** A version with its results. */
export const measuredRun = (
  { target, sdk }: Planned,
  {
    runtime,
    dependencies,
    notOfReleaseDay,
    remarks = [],
    reached = [],
  }: Pick<Ready, 'runtime' | 'dependencies' | 'notOfReleaseDay'> & Partial<Pick<Kept, 'remarks' | 'reached'>>,
  scenarios: readonly ScenarioResult[],
): RunResult => ({
  sdk: target.sdk.id,
  version: target.version,
  runtime: `${runtime.name} ${runtime.version}`,
  ...asked(target),
  publishedAt: target.publishedAt,
  ...(target.misdated === undefined ? {} : { misdated: target.misdated }),
  status: 'measured',
  dependencies: treeOf({ target, dependencies }),
  ...(notOfReleaseDay === undefined ? {} : { notOfReleaseDay }),
  ...(remarks.length > 0 ? { remarks } : {}),
  ...(reached.length > 0 ? { reached } : {}),
  ...withBeside(sdk, target),
  scenarios,
})

const asked = ({ runtime }: Planned['target']): Pick<RunResult, 'on'> =>
  runtime ? { on: wishText(runtime.asked) } : {}

/** A version without a result, and why. */
export const lost = (
  { target, sdk }: Planned,
  { runtime }: Pick<Installed, 'runtime'>,
  reason: string,
  dependencies: Dependencies,
): Extract<RunResult, { status: 'not-measured' }> => ({
  sdk: target.sdk.id,
  version: target.version,
  runtime: runtime ? `${runtime.name} ${runtime.version}` : 'none',
  ...asked(target),
  publishedAt: target.publishedAt,
  ...(target.misdated === undefined ? {} : { misdated: target.misdated }),
  status: 'not-measured',
  reason: withClaim(reason, target),
  dependencies,
  ...withBeside(sdk, target),
  scenarios: [],
})

const withBeside = (sdk: MatrixSdk, { version }: Target): { readonly with?: Dependencies } => {
  const beside = besideAt(sdk, version)
  return Object.keys(beside).length > 0 ? { with: beside } : {}
}

export const sameTree = (a: Dependencies, b: Dependencies): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

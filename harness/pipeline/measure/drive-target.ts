import { maskCapture } from '../../judge/mask/mask-capture.ts'
import { normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import { normaliseReaches } from '../../judge/normalise/normalise-reach.ts'
import { installedVersion } from '../../measure/run/installed-version.ts'
import { measure } from '../../measure/run/measure.ts'
import type { Kept } from '../../measure/store/result-store.ts'
import type { Shelf } from '../../measure/store/shelf.ts'
import type { Capture, MaskedCapture } from '../../model/capture.ts'
import type { Cell } from '../../model/cell.ts'
import { distinctReaches } from '../../model/reach.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import type { Scenario } from '../../model/scenario.ts'
import { targetName } from '../../model/sdk.ts'
import { hostsOf } from '../plan/hosts-of.ts'
import type { Planned } from '../plan/planned.ts'
import { todayOf } from '../today.ts'
import type { World } from '../world.ts'
import type { Ready } from './install-target.ts'
import { whyUnlike } from './plain-calls.ts'
import { lost, measuredRun } from './run-result.ts'
import type { Live, Session } from './session.ts'
import { keyOf } from './shelf-of.ts'
import { spending } from './spending.ts'

/** What is there before the drive. */
type Known = { readonly shelf: Shelf | null; readonly kept: Kept | null; readonly installMs: number }

/** Runs the cells that no earlier run measured, and keeps what they gave before anything else can fail. */
export const driveTarget = async (
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
  const around = await aroundOf(planned, open, live)
  const { control, captures, remarks, reached } = await measure({
    installed,
    family,
    cells: open,
    credentials: live.credentials,
    ...around,
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

/** What the cells need of the world around them: a capture server, and who signs for hosts and TLS where some ask for it. */
const aroundOf = async (
  planned: Planned,
  open: readonly Cell[],
  live: Live,
): Promise<Pick<Parameters<typeof measure>[0], 'startCapture' | 'hosts' | 'ledIn' | 'certificates'>> => {
  const ledIn = ({ hosts = [] }: Scenario): readonly string[] => [...new Set([...hostsOf(planned), ...hosts])]
  const patterns = [...new Set([...hostsOf(planned), ...open.flatMap(({ scenario }) => ledIn(scenario))])]
  const isOverTls = open.some(({ scenario }) => scenario.scheme === 'https')
  const trust = patterns.length > 0 || isOverTls ? await live.trust() : undefined
  const certificates = open.some(({ scenario }) => namesCertificate(scenario)) ? await live.certificates() : undefined
  return {
    startCapture: () =>
      live.startCapture(planned.family, {
        ...(trust && patterns.length > 0 ? { hosts: { patterns, trust } } : {}),
        ...(trust && isOverTls ? { tls: trust } : {}),
      }),
    ...(trust ? { hosts: { patterns, certificate: trust.certificate }, ledIn } : {}),
    ...(certificates ? { certificates } : {}),
  }
}

const namesCertificate = ({ client, second, calls }: Scenario): boolean =>
  [client, second, ...calls.map(({ copy }) => copy)].some((options) => options?.credentials?.certificate !== undefined)

const NO_RESULT = { status: 'crashed', reason: 'The driver gave no result.' } as const satisfies Partial<Capture>

/** What it answers is decided by the requests of one scenario: it is ours, or data. A module of the user's may do as it likes. */
const isLasting = (gateway: World['gateways'][string] | undefined): boolean =>
  !gateway?.own || gateway.digest !== undefined

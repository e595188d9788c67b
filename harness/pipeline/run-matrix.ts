import pLimit from 'p-limit'
import type { Installed } from '../model/installed.ts'
import type { Matrix, MatrixSdk } from '../model/matrix.ts'
import { type Report, type RunResult, SCHEMA_VERSION } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { targetName } from '../model/sdk.ts'
import { redactor } from '../normalise/redact.ts'
import { idleAcceptances } from '../verdict/accept.ts'
import { judge } from '../verdict/judge.ts'
import { handOversOf } from './hand-overs.ts'
import { inRangeOf } from './in-range.ts'
import { measureTarget, type Session } from './measure-target.ts'
import { noiseBetween } from './noise.ts'
import { type Planned, planMatrix } from './plan-matrix.ts'
import type { World } from './world.ts'

export type MatrixRequest = {
  readonly matrix: Matrix
  /** The scenarios that `matrix.scenarios` picks. */
  readonly scenarios: readonly Scenario[]
  /** The gateways that `matrix.gateways` picks, by id. */
  readonly gateways: readonly string[]
  /** Run each version twice and list what was not stable. */
  readonly noiseCheck: boolean
  /** Only a part of the matrix runs (--sdk, --scenario, --gateway): idle acceptances say nothing then. */
  readonly partial: boolean
}

/** Installs run ahead of the drivers: they wait for the network and the disk, drivers for the processor. */
const INSTALLS_PER_DRIVER = 2

/** The stages in order, from the matrix to the report. Throws for the user's mistakes only; all else is in the report. */
export const runMatrix = async (request: MatrixRequest, world: World): Promise<Report> => {
  const startedAt = world.clock.now()
  const plan = await planMatrix(request.matrix, request.scenarios, request.gateways, world)
  world.tell({ kind: 'plan', versions: plan.planned.length, cells: plan.planned.reduce((n, p) => n + p.cells.length, 0) })
  for (const text of plan.notes) world.tell({ kind: 'note', text })

  const measured = await measureAll(plan.planned, request, world)
  const runs = [...measured.map(({ run }) => run), ...plan.lost]
  const facts = { inRange: inRangeOf(request.matrix.sdks), today: startedAt.toISOString().slice(0, 10) }
  const judged = request.matrix.sdks.map((sdk) => judgeSdk(sdk, runs, request, facts, world))
  const findings = judged.flatMap((one) => one.findings)
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'sdkdrift', version: world.toolVersion },
    startedAt: startedAt.toISOString(),
    finishedAt: world.clock.now().toISOString(),
    failOn: request.matrix.failOn,
    runs,
    findings,
    drifts: judged.flatMap(({ drifts }) => drifts),
    leftOut: plan.leftOut,
    notes: [
      ...plan.notes,
      ...(request.partial ? [] : idleAcceptances(findings, request.matrix.accepted, facts.inRange, facts.today)),
    ],
    ...(request.noiseCheck ? { noise: measured.flatMap(({ noise }) => noise) } : {}),
  }
}

type Facts = { readonly inRange: ReturnType<typeof inRangeOf>; readonly today: string }

const judgeSdk = (sdk: MatrixSdk, runs: readonly RunResult[], request: MatrixRequest, facts: Facts, world: World) => {
  const family = world.families[sdk.family]
  if (!family) throw new Error(`No family ${sdk.family}.`)
  return judge(
    runs.filter((run) => run.sdk === sdk.id),
    {
      ...facts,
      roles: family,
      handOvers: handOversOf(request.scenarios, family, sdk.registry),
      acceptances: request.matrix.accepted,
    },
  )
}

type Measured = { readonly run: RunResult; readonly noise: NonNullable<Report['noise']> }

const measureAll = async (planned: readonly Planned[], request: MatrixRequest, world: World): Promise<readonly Measured[]> => {
  if (planned.length === 0) return []
  const authority = await world.startAuthority()
  try {
    const session = await openSession(authority, request, world)
    const drivers = pLimit(world.concurrency)
    const installs = pLimit(world.concurrency * INSTALLS_PER_DRIVER)
    // Python drivers take longest: started first, they do not leave a core idle at the end.
    const order = [...planned.keys()].sort((a, b) => slowness(planned[b]) - slowness(planned[a]) || a - b)
    const results = new Map<number, Measured>()
    await Promise.all(
      order.map(async (index) => {
        const one = planned[index]
        if (!one) return
        const installed = await installs(() => install(one, world))
        results.set(index, await drivers(() => measureOne(one, installed, session, request.noiseCheck, world)))
      }),
    )
    return [...planned.keys()].flatMap((index) => results.get(index) ?? [])
  } finally {
    await authority.close()
  }
}

const slowness = (planned: Planned | undefined): number => (planned?.sdk.registry === 'pypi' ? 1 : 0)

const openSession = async (
  authority: Awaited<ReturnType<World['startAuthority']>>,
  request: MatrixRequest,
  world: World,
): Promise<Session> => {
  const credentials = await world.mintCredentials(authority)
  const all = { ...world.gateways, [world.control.id]: world.control }
  const handlersFor = (id: string) => {
    const gateway = all[id]
    if (!gateway) throw new Error(`No gateway ${id}.`)
    return gateway.handlers({ credentials, authority })
  }
  return {
    credentials,
    redact: redactor(credentials.minted),
    startCapture: () => world.startCapture({ handlersFor }),
    timeoutMs: request.matrix.timeoutMs,
  }
}

const install = async ({ sdk, target }: Planned, world: World): Promise<Installed> => {
  const name = targetName(target)
  const started = world.stopwatch()
  world.tell({ kind: 'installing', target: name })
  const installed = await world.installer.install(target, { resolve: sdk.resolve })
  if (installed.state === 'ready')
    world.tell({ kind: 'installed', target: name, reused: installed.reused, ms: world.stopwatch() - started })
  return installed
}

const measureOne = async (
  planned: Planned,
  installed: Installed,
  session: Session,
  noiseCheck: boolean,
  world: World,
): Promise<Measured> => {
  const run = await measureTarget(planned, installed, session, world)
  if (!noiseCheck || run.status !== 'measured') return { run, noise: [] }
  return { run, noise: noiseBetween(run, await measureTarget(planned, installed, session, world)) }
}

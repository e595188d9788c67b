import { inRangeOf } from '../../ecosystems/in-range.ts'
import { UserError } from '../../errors.ts'
import { idleAcceptances } from '../../judge/accept/accepted-by.ts'
import { noiseBetween, unstableIn } from '../../judge/diff/noise.ts'
import { judge } from '../../judge/verdict/judge.ts'
import { idleOverrides } from '../../judge/verdict/overrides.ts'
import type { Scale } from '../../judge/verdict/rules.ts'
import type { Matrix, MatrixSdk } from '../../model/matrix.ts'
import type { Measured, RunName, Shard, SharedPlan } from '../../model/part.ts'
import { type NotLookedAt, type Report, type RunResult, SCHEMA_VERSION } from '../../model/report.ts'
import type { Scenario } from '../../model/scenario.ts'
import { targetName } from '../../model/sdk.ts'
import { sharing } from '../../model/sharing.ts'
import { inWords } from '../../tell/words/in-words.ts'
import { severityNotes } from '../../tell/words/severity-text.ts'
import { handOversOf } from '../hand-overs.ts'
import { lost } from '../measure/measure-target.ts'
import { measureVersion } from '../measure/measure-version.ts'
import { type Session, withSession } from '../measure/session.ts'
import { slowestFirst } from '../measure/slowest-first.ts'
import { spending } from '../measure/spending.ts'
import { cellsIn, type MatrixPlan, type Planned, planMatrix, runsIn } from '../plan/plan-matrix.ts'
import { treeNotes, withLines } from '../plan/release-lines.ts'
import { runName } from '../plan/run-name.ts'
import { partOf } from '../shards/part-of.ts'
import type { World } from '../world.ts'
import { type AboutOthers, aboutOthers, withoutOthers } from './about-others.ts'
import { lookFurther } from './look-further.ts'
import { reachNotes } from './reach-notes.ts'
import { remarkNotes } from './remark-notes.ts'
import { withoutSilence } from './silent-programs.ts'

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

/** The stages in order, from the matrix to the report. Throws for the user's mistakes only; all else is in the report. */
export const runMatrix = async (request: MatrixRequest, world: World): Promise<Report> =>
  tellMatrix((await observeMatrix(request, world)).measured, request, world)

/**
 * The stages up to what was observed.
 * @param part measure this part of the plan alone, as it was shared out. Default: all of it
 * @throws UserError for the user's mistakes only, and for a matrix that cannot be shared
 */
export const observeMatrix = async (
  request: MatrixRequest,
  world: World,
  part?: { readonly shard: Shard; readonly shared: SharedPlan | null },
): Promise<{ readonly measured: Measured; readonly planned: readonly RunName[] }> => {
  const startedAt = world.clock.now()
  const whole = await planMatrix(request.matrix, request.scenarios, request.gateways, world)
  const plan = part ? partOf(whole, part.shard, part.shared) : whole
  for (const text of plan.notes) world.tell({ kind: 'note', text })
  const { outcomes, others, notLookedAt } = await measureAll(plan, request, world)
  const observed = withoutOthers([...outcomes.map(({ run }) => run), ...plan.lost], others)
  const planned = whole.planned.map(runName)
  return {
    planned,
    measured: {
      startedAt: startedAt.toISOString(),
      finishedAt: world.clock.now().toISOString(),
      // A part's versions are of the lines that all of them form.
      runs: withLines(observed, plan.lines, part ? planned : observed),
      noise: outcomes.flatMap((one) => one.noise),
      others: [...others],
      notLookedAt,
      leftOut: plan.leftOut,
      notes: [...plan.notes, ...(world.store?.notes() ?? [])],
    },
  }
}

/** The stages from what was observed to the report. */
export const tellMatrix = (
  { startedAt, runs: observed, noise, others, notLookedAt, leftOut, notes }: Measured,
  request: MatrixRequest,
  world: World,
): Report => {
  const runs = withoutSilence(observed, request.matrix.sdks)
  const facts = { noise, inRange: inRangeOf(request.matrix.sdks), today: startedAt.slice(0, 10) }
  const judged = spending('judge', world, () =>
    request.matrix.sdks.map((sdk) => judgeSdk(sdk, runs, request, facts, world)),
  )
  const findings = judged.flatMap((one) => one.findings)
  const drifts = judged.flatMap((one) => one.drifts)
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'sdkdrift', version: world.toolVersion },
    startedAt,
    finishedAt: world.clock.now().toISOString(),
    failOn: request.matrix.failOn,
    ...{ runs, findings, drifts, leftOut },
    ...(notLookedAt.length > 0 ? { notLookedAt } : {}),
    notes: [
      ...notes,
      ...treeNotes(runs),
      ...remarkNotes(runs),
      ...reachNotes(runs),
      ...others.map(([sdk, reason]) => `${sdk} was not judged by your command. ${reason}`),
      ...(noise.length > 0 ? [UNSTABLE] : []),
      ...severityNotes(drifts),
      ...(request.partial
        ? []
        : [
            ...idleAcceptances(findings, request.matrix.accepted, facts.inRange, facts.today),
            ...idleOverrides(drifts, request.matrix.severities),
          ]),
    ],
    ...(request.noiseCheck ? { noise } : {}),
  }
}

const UNSTABLE =
  'What was not the same in two runs of one version is listed as that, and told in no finding: it says nothing about a step.'

type Facts = {
  readonly inRange: ReturnType<typeof inRangeOf>
  readonly today: string
  readonly noise: NonNullable<Report['noise']>
}

const judgeSdk = (sdk: MatrixSdk, runs: readonly RunResult[], request: MatrixRequest, facts: Facts, world: World) => {
  const family = world.families[sdk.family]
  if (!family) throw new Error(`No family ${sdk.family}.`)
  return inWords(
    judge(
      runs.filter((run) => run.sdk === sdk.id),
      {
        inRange: facts.inRange,
        today: facts.today,
        unstable: unstableIn(facts.noise.filter((one) => one.sdk === sdk.id)),
        roles: family,
        handOvers: handOversOf(request.scenarios, family, sdk.registry),
        acceptances: request.matrix.accepted,
        overrides: request.matrix.severities,
      },
    ),
  )
}

type Outcome = { readonly run: RunResult; readonly noise: NonNullable<Report['noise']> }

const measureAll = async (
  plan: MatrixPlan,
  request: MatrixRequest,
  world: World,
): Promise<{
  readonly outcomes: readonly Outcome[]
  readonly others: AboutOthers
  readonly notLookedAt: readonly NotLookedAt[]
}> =>
  withSession(request.matrix.timeoutMs, world, async (session) => {
    const begun: Planned[] = []
    const results = new Map<Planned, Outcome>()
    const shared = sharing()
    const measure = async (more: readonly Planned[]): Promise<void> => {
      begun.push(...more)
      tellPlan(begun, request, world)
      const order = await slowestFirst(
        more.map((planned) => ({ planned })),
        world,
      )
      await Promise.all(
        order.map(async ({ planned: one }) => {
          await session.queues.version.add(async () => {
            const outcome = await measureOne(one, session, request.noiseCheck, world).catch(ownFault(one, world))
            results.set(one, { ...outcome, run: shared(outcome.run) })
          })
        }),
      )
    }
    await measure(plan.planned.filter((one) => !plan.waiting.has(one)))
    const notLookedAt = await lookFurther(
      plan,
      () => new Map([...results].map(([one, { run }]) => [one, run])),
      measure,
      (id) => scaleOf(id, request, world),
      world,
    )
    return {
      outcomes: plan.planned.flatMap((one) => results.get(one) ?? []),
      others: await aboutOthers([...new Set(begun.map(({ sdk }) => sdk.id))], session),
      notLookedAt,
    }
  })

/** How much there is to do, as far as it is known by now. */
const tellPlan = (begun: readonly Planned[], { noiseCheck }: MatrixRequest, world: World): void => {
  const times = noiseCheck ? 2 : 1
  world.tell({
    kind: 'plan',
    versions: new Set(begun.map(({ target }) => `${target.sdk.id}@${target.version}`)).size,
    runs: times * begun.reduce((n, one) => n + runsIn(one), 0),
    cells: times * begun.reduce((n, one) => n + cellsIn(one), 0),
  })
}

const scaleOf = (id: string, { matrix }: MatrixRequest, world: World): Scale => {
  const family = world.families[matrix.sdks.find((sdk) => sdk.id === id)?.family ?? '']
  if (!family) throw new Error(`No family of ${id}.`)
  return { sdk: id, roles: family, overrides: matrix.severities }
}

/** A bug of ours costs one version its result; the others' results are not lost. */
const ownFault =
  (one: Planned, world: World) =>
  (error: unknown): Outcome => {
    if (error instanceof UserError) throw error
    const reason = `sdkdrift itself failed here: ${world.ownFault(error, `measuring ${targetName(one.target)}`)}`
    return { run: { ...lost(one, { runtime: null }, reason, {}), ours: true }, noise: [] }
  }

const measureOne = async (one: Planned, session: Session, noiseCheck: boolean, world: World): Promise<Outcome> => {
  // Two that were inferred alike would agree on whatever they were inferred from.
  const all = { ...world, observeAll: noiseCheck || world.observeAll }
  const { run } = await measureVersion(one, session, all)
  if (!noiseCheck || run.status !== 'measured') return { run, noise: [] }
  const again = await measureVersion(one, session, { ...all, store: null })
  return { run, noise: noiseBetween(run, again.run) }
}

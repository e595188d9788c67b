import { UserError } from '../../errors.ts'
import { noiseBetween } from '../../judge/diff/noise.ts'
import type { Scale } from '../../judge/verdict/rules.ts'
import type { NotLookedAt, Report, RunResult } from '../../model/report.ts'
import { targetName } from '../../model/sdk.ts'
import { sharing } from '../../model/sharing.ts'
import { measureVersion } from '../measure/measure-version.ts'
import { lost } from '../measure/run-result.ts'
import { type Session, withSession } from '../measure/session.ts'
import { slowestFirst } from '../measure/slowest-first.ts'
import type { MatrixPlan } from '../plan/plan-matrix.ts'
import { cellsIn, type Planned, runsIn } from '../plan/planned.ts'
import type { World } from '../world.ts'
import { type AboutOthers, aboutOthers } from './about-others.ts'
import { lookFurther } from './look-further.ts'
import type { MatrixRequest } from './matrix-request.ts'

type Outcome = { readonly run: RunResult; readonly noise: NonNullable<Report['noise']> }

/** Every version of a plan measured, those that wait only where what is found asks for them. */
export const measureAll = async (
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

import { type Target, targetName } from '../../model/sdk.ts'
import { withSession } from '../measure/session.ts'
import { slowestFirst } from '../measure/slowest-first.ts'
import { spending } from '../measure/spending.ts'
import { cellsIn, runsIn } from '../plan/planned.ts'
import type { World } from '../world.ts'
import type { GateRequest, GateStep, GateStepAnswer } from './gate-request.ts'
import { type GateRuns, gateRuns, isEmpty } from './gate-runs.ts'
import { howFar } from './how-far.ts'
import { judgeStep } from './judge-step.ts'

/**
 * Measures the ends of all steps at once, each version once, judges each step, and then, where that was asked, finds out how
 * far one may go. The answers are in the order of the steps.
 */
export const runGate = (request: GateRequest, world: World): Promise<readonly GateStepAnswer[]> =>
  withSession(request.timeoutMs, world, async (session) => {
    const runs = gateRuns(request, session, world)
    await begin(request, runs, world)
    const observed = await Promise.all(request.steps.map((step) => runs.observe(step, step.to, 'all')))
    const anyUsed = observed.some(({ command }) => command?.kind === 'ran')
    const judged = spending('judge', world, () => observed.map((one) => judgeStep(one, anyUsed, request, world)))
    const answers: GateStepAnswer[] = []
    // One after the other: each uses all drivers there are.
    for (const [index, step] of request.steps.entries()) {
      const own = judged[index]
      if (!own) throw new Error('Each step was judged.')
      answers.push({
        ...own,
        howFar: own.aside ? null : await reachOf(step, own.command !== null, runs, request, world),
      })
    }
    return answers
  })

/** Starts what takes longest first, and says how much there is. */
const begin = async (request: GateRequest, runs: GateRuns, world: World): Promise<void> => {
  const ends = request.steps.flatMap((step) => [step.from, step.to].map((target) => runs.planned(step, target)))
  const measured = ends.filter((one) => !request.command || !isEmpty(one))
  const targets = new Map(measured.map((one) => [targetName(one.target), one]))
  const commands = new Map(request.command ? ends.map((one) => [targetName(one.target), one]) : [])
  const cells = [...targets.values()].reduce((sum, one) => sum + cellsIn(one), 0)
  const ways = [...targets.values()].reduce((sum, one) => sum + runsIn(one), 0)
  const own = [...commands.values()].reduce((sum, one) => sum + one.gateways.length, 0)
  world.tell({
    kind: 'plan',
    versions: new Set([...targets.keys(), ...commands.keys()]).size,
    runs: ways + commands.size,
    cells: cells + own,
  })
  const order = await slowestFirst(
    [...targets.values()].map((planned) => ({ planned })),
    world,
  )
  for (const { planned } of order) runs.scenarios(planned)
}

const reachOf = (
  step: GateStep,
  /** A command ran: how far it may go is asked of it alone. */
  byCommand: boolean,
  runs: GateRuns,
  request: GateRequest,
  world: World,
): Promise<GateStepAnswer['howFar']> => {
  const { reach } = step
  if (!reach) return Promise.resolve(null)
  const { targets, ends } = reach
  return howFar(
    targets.map(({ version }) => version),
    ends,
    (indexes) =>
      Promise.all(
        indexes.map(async (index) => {
          const target = targets[index]
          if (!target) throw new Error(`No version ${index}.`)
          const seen = await runs.observe(step, target, byCommand ? 'command alone' : 'all')
          return spending('judge', world, () => judgeStep(seen, true, request, world))
        }),
      ),
    world.concurrency,
    (from, to) => wayBetween(step, targets, from, to),
  ).then((told) => ({ ...told, ...lineAt(step, told.safe) }))
}

/** Indexes of what came out on the way from one version to another: the search follows release lines. */
const wayBetween = ({ lines }: GateStep, targets: readonly Target[], from: number, to: number): readonly number[] => {
  const names = targets.map(({ version }) => version)
  return lines.way(names[from] ?? '', names[to] ?? '', names).map((version) => names.indexOf(version))
}

/** The furthest safe version's line, where the versions up to the newest form several. */
const lineAt = ({ lines, from, reach }: GateStep, safe: string): { readonly line?: string } => {
  const newer = reach?.targets.map(({ version }) => version) ?? []
  return lines.stepOf(from.version, safe, newer) === null ? {} : { line: lines.nameOf(safe) }
}

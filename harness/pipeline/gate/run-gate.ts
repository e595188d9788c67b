import { type Target, targetName } from '../../model/sdk.ts'
import { withSession } from '../measure/session.ts'
import { slowestFirst } from '../measure/slowest-first.ts'
import { spending } from '../measure/spending.ts'
import { cellsIn, type Planned, runsIn } from '../plan/planned.ts'
import type { World } from '../world.ts'
import type { GateRequest, GateStep, GateStepAnswer, JudgedStep } from './gate-request.ts'
import { type GateRuns, gateRuns, isEmpty } from './gate-runs.ts'
import { howFar } from './how-far.ts'
import { judgeStep } from './judge-step.ts'
import { type JudgedBefore, judgedBefore } from './judged-before.ts'

/**
 * Measures the ends of all steps at once, each version once, judges each step, and then, where that was asked, finds out how
 * far one may go. The answers are in the order of the steps.
 */
export const runGate = (request: GateRequest, world: World): Promise<readonly GateStepAnswer[]> =>
  withSession(request.timeoutMs, world, async (session) => {
    const runs = gateRuns(request, session, world)
    const before = judgedBefore(request, runs.planned, world)
    const known = await Promise.all(request.steps.map((step) => before.known(step, step.to, 'answer')))
    await begin(request, known, runs, world)
    const observed = await Promise.all(
      request.steps.map((step, index) => (known[index] ? null : runs.observe(step, step.to, 'all'))),
    )
    const anyUsed = observed.some((one) => one?.command?.kind === 'ran')
    const judged = spending('judge', world, () =>
      observed.map((one, index) => (one ? judgeStep(one, anyUsed, request, world) : known[index])),
    )
    const answers: GateStepAnswer[] = []
    // One after the other: each uses all drivers there are.
    for (const [index, step] of request.steps.entries()) {
      const own = judged[index]
      if (!own) throw new Error('Each step was judged.')
      if (!known[index]) await before.leave(step, step.to, 'answer', own)
      answers.push({ ...own, howFar: own.aside ? null : await reachOf(step, own, { runs, before, request, world }) })
    }
    return answers
  })

/** What all steps of a gate are answered with. */
type Ways = {
  readonly runs: GateRuns
  readonly before: JudgedBefore
  readonly request: GateRequest
  readonly world: World
}

/** Says how much there is, and starts what takes longest first of the steps that nobody knows. */
const begin = async (
  request: GateRequest,
  known: readonly (JudgedStep | null)[],
  runs: GateRuns,
  world: World,
): Promise<void> => {
  const plannedOf = (steps: readonly GateStep[]): readonly Planned[] =>
    steps.flatMap((step) => [step.from, step.to].map((target) => runs.planned(step, target)))
  const byName = (all: readonly Planned[]): readonly Planned[] => [
    ...new Map(all.map((one) => [targetName(one.target), one])).values(),
  ]
  const isMeasured = (one: Planned): boolean => !request.command || !isEmpty(one)
  const ends = plannedOf(request.steps)
  const targets = byName(ends.filter(isMeasured))
  const commands = request.command ? byName(ends) : []
  world.tell({
    kind: 'plan',
    versions: byName([...targets, ...commands]).length,
    runs: sum(targets.map(runsIn)) + commands.length,
    cells: sum(targets.map(cellsIn)) + sum(commands.map(({ gateways }) => gateways.length)),
  })
  for (const [index, step] of request.steps.entries()) if (known[index]) runs.tellKnown(step, step.to)
  const open = byName(plannedOf(request.steps.filter((_, index) => !known[index])).filter(isMeasured))
  for (const { planned } of await slowestFirst(
    open.map((planned) => ({ planned })),
    world,
  ))
    runs.scenarios(planned)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

const reachOf = async (
  step: GateStep,
  own: JudgedStep,
  { runs, before, request, world }: Ways,
): Promise<GateStepAnswer['howFar']> => {
  const { reach } = step
  if (!reach) return null
  const { targets, ends } = reach
  // A command ran: how far it may go is asked of it alone.
  const by = own.command === null ? 'all' : 'command alone'
  const judgeAt = async (index: number): Promise<JudgedStep> => {
    const target = targets[index]
    if (!target) throw new Error(`No version ${index}.`)
    if (request.command === null && target.version === step.to.version) return own
    const known = await before.known(step, target, 'reach')
    if (known) {
      runs.tellKnown(step, target)
      return known
    }
    const seen = await runs.observe(step, target, by)
    const judged = spending('judge', world, () => judgeStep(seen, true, request, world))
    return before.leave(step, target, 'reach', judged)
  }
  const told = await howFar(
    targets.map(({ version }) => version),
    ends,
    (indexes) => Promise.all(indexes.map(judgeAt)),
    world.concurrency,
    (from, to) => wayBetween(step, targets, from, to),
  )
  return { ...told, ...lineAt(step, told.safe) }
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

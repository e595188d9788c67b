import { familyCells } from '../ask/plan/family-cells.ts'
import { inRangeOf } from '../ecosystems/in-range.ts'
import { acceptedOnTheWay } from '../judge/gate/accepted-on-the-way.ts'
import { evidenceOf } from '../judge/gate/evidence.ts'
import { gateGapsOf } from '../judge/gate/gaps.ts'
import { judge } from '../judge/verdict/judge.ts'
import type { UserCommand } from '../measure/run/user-command.ts'
import type { Family } from '../measure/sdks/family.ts'
import { type Evidence, YOUR_COMMAND } from '../model/gate.ts'
import type { Acceptance, MatrixSdk } from '../model/matrix.ts'
import type { RunResult } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { type Target, targetName } from '../model/sdk.ts'
import { gapSentence } from '../tell/words/gap-words.ts'
import { inWords } from '../tell/words/in-words.ts'
import { handOversOf } from './hand-overs.ts'
import { chooseVariables, measureCommand } from './measure-command.ts'
import { measureTarget } from './measure-target.ts'
import type { Planned } from './plan-matrix.ts'
import { type Session, withSession } from './session.ts'
import { slowestFirst } from './slowest-first.ts'
import type { World } from './world.ts'

/** One step to be measured: its two ends and nothing between. */
export type GateStep = {
  readonly sdk: MatrixSdk
  readonly family: Family
  readonly from: Target
  readonly to: Target
  /** Every listed version, oldest first: acceptances may speak of one between the ends. */
  readonly versions: readonly string[]
}

export type GateRequest = {
  readonly steps: readonly GateStep[]
  readonly scenarios: readonly Scenario[]
  /** The scenario entries as given: they pick the variants. */
  readonly patterns: readonly string[]
  readonly gateways: readonly string[]
  readonly acceptances: readonly Acceptance[]
  readonly timeoutMs: number
  /** The user's own command; null: scenarios alone. */
  readonly command: UserCommand | null
}

export type JudgedStep = ReturnType<typeof inWords> & {
  readonly evidence: Evidence
  /** What could not be measured. */
  readonly unknown: readonly string[]
  readonly notes: readonly string[]
  /** Which set of the SDK's variables the user's command was run with; null when it was not. */
  readonly variables: number | null
}

/** Measures the ends of all steps at once, each version once, and judges each step. The answers are in the order of the steps. */
export const runGate = (request: GateRequest, world: World): Promise<readonly JudgedStep[]> =>
  withSession(request.timeoutMs, world, async (session) => {
    const plans = request.steps.map((step) => planStep(step, request, world))
    const targets = new Map(plans.flatMap(({ from, to }) => [from, to]).map((one) => [targetName(one.target), one]))
    const cells = [...targets.values()].reduce((sum, one) => sum + one.cells.length, 0)
    const commands = request.command ? [...new Map(plans.map((plan) => [nameOf(plan), plan])).values()] : []
    const own = commands.reduce((sum, { from }) => sum + 2 * gatewaysFor(from, request, world).length, 0)
    world.tell({ kind: 'plan', versions: targets.size + 2 * commands.length, cells: cells + own })

    const runs = new Map<string, Promise<RunResult>>()
    const order = await slowestFirst(
      [...targets].map(([name, planned]) => ({ name, planned })),
      world,
    )
    for (const { name, planned } of order)
      runs.set(
        name,
        measureTarget(planned, session, world).then(({ run }) => run),
      )
    const commandRuns = new Map<string, Promise<CommandRuns>>()
    const results = plans.map(async (plan) => {
      const ends = await Promise.all([plan.from, plan.to].map(({ target }) => runs.get(targetName(target))))
      const measured = ends.flatMap((run) => run ?? [])
      const name = nameOf(plan)
      const { command } = request
      if (command && measured.every(({ status }) => status === 'measured') && !commandRuns.has(name))
        commandRuns.set(name, runCommand(plan, command, request, session, world))
      return { plan, runs: measured, commandRuns: await commandRuns.get(name) }
    })
    const ended = await Promise.all(results)
    const anyUsed = ended.some(({ commandRuns: own }) => own?.kind === 'ran')
    return ended.map((one) => judgeStep(one, anyUsed, request, world))
  })

type StepPlan = { readonly step: GateStep; readonly from: Planned; readonly to: Planned }

const planStep = (step: GateStep, request: GateRequest, world: World): StepPlan => {
  const { sdk, family } = step
  const cells = familyCells(family.id, family.variants[sdk.registry] ?? [], request, world.gateways)
  return { step, from: { sdk, family, target: step.from, cells }, to: { sdk, family, target: step.to, cells } }
}

const nameOf = ({ from, to }: StepPlan): string => `${targetName(from.target)} ${targetName(to.target)}`

type CommandRuns =
  | { readonly kind: 'ran'; readonly runs: readonly RunResult[]; readonly variables: number }
  | { readonly kind: 'unused' | 'no-request'; readonly reason: string }

/** The variables that let it through at the old version are those of the new one: nothing else may differ. */
const runCommand = async (
  { from, to }: StepPlan,
  command: UserCommand,
  request: GateRequest,
  session: Session,
  world: World,
): Promise<CommandRuns> => {
  const gateways = gatewaysFor(from, request, world)
  const chosen = await chooseVariables(from, command, session, world)
  if (chosen.kind !== 'chosen') return chosen
  const { variables } = chosen
  const measured = await Promise.all(
    [from, to].map((planned) => measureCommand(planned, { command, gateways, variables }, session, world)),
  )
  return { kind: 'ran', runs: measured.map(({ run }) => run), variables }
}

/** Another vendor's own API tells nothing about this SDK. */
const gatewaysFor = ({ family }: Planned, { gateways }: GateRequest, world: World): readonly string[] =>
  gateways.filter((id) => world.gateways[id]?.families?.includes(family.id) ?? true)

type Ended = {
  readonly plan: StepPlan
  readonly runs: readonly RunResult[]
  readonly commandRuns: CommandRuns | undefined
}

const judgeStep = (
  { plan: { step }, runs, commandRuns }: Ended,
  anyUsed: boolean,
  { scenarios, acceptances }: GateRequest,
  world: World,
): JudgedStep => {
  const { sdk, family } = step
  const inRange = inRangeOf([sdk])
  const own = commandRuns?.kind === 'ran' ? commandRuns.runs : []
  const whole = runs.map((run, index) => withCommand(run, own[index]))
  const judged = inWords(
    judge(whole, {
      roles: family,
      handOvers: handOversOf(scenarios, family, sdk.registry),
      acceptances: acceptedOnTheWay(acceptances, wayOf(step), (version, range) => inRange(sdk.id, version, range)),
      inRange,
      today: world.clock.now().toISOString().slice(0, 10),
    }),
  )
  const left = commandRuns && commandRuns.kind !== 'ran' ? commandRuns : null
  // A command that is about another SDK of the project says nothing here, and need not.
  const beside = left?.kind === 'unused' && anyUsed
  return {
    ...judged,
    evidence: evidenceOf(whole),
    unknown: [...gateGapsOf(whole, YOUR_COMMAND).map(gapSentence), ...(left && !beside ? [left.reason] : [])],
    notes: left && beside ? [left.reason] : [],
    variables: commandRuns?.kind === 'ran' ? commandRuns.variables : null,
  }
}

/** A command's run that failed as a whole (an install that broke) takes the version with it. */
const withCommand = (run: RunResult, own: RunResult | undefined): RunResult => {
  if (!own || run.status !== 'measured') return run
  return own.status === 'measured' ? { ...run, scenarios: [...own.scenarios, ...run.scenarios] } : own
}

const wayOf = ({ from, to, versions }: GateStep) => {
  const [start, end] = [versions.indexOf(from.version), versions.indexOf(to.version)]
  return { onTheWay: versions.slice(start + 1, end + 1), behind: versions.slice(start, Math.max(start, end)) }
}

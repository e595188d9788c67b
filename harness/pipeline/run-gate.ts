import { familyCells } from '../ask/plan/family-cells.ts'
import { inRangeOf } from '../ecosystems/in-range.ts'
import { acceptedOnTheWay } from '../judge/gate/accepted-on-the-way.ts'
import { evidenceOf } from '../judge/gate/evidence.ts'
import { gateGapsOf } from '../judge/gate/gaps.ts'
import { judge } from '../judge/verdict/judge.ts'
import type { UserCommand } from '../measure/run/user-command.ts'
import type { Family } from '../measure/sdks/family.ts'
import { type Evidence, type GateCommand, YOUR_COMMAND } from '../model/gate.ts'
import type { Acceptance, MatrixSdk } from '../model/matrix.ts'
import type { RunResult } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { type Target, targetName } from '../model/sdk.ts'
import { gapSentence } from '../tell/words/gap-words.ts'
import { inWords } from '../tell/words/in-words.ts'
import { type CommandRuns, commandGateways, runCommand, withCommand } from './gate-command.ts'
import { handOversOf } from './hand-overs.ts'
import { measureTarget } from './measure-target.ts'
import type { Planned } from './plan-matrix.ts'
import { withSession } from './session.ts'
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
  /** Nothing was asked about it: the command, which is all that was run, is about another SDK. */
  readonly aside: boolean
  /** Which set of the SDK's variables the user's command was run with; null when it was not. */
  readonly variables: number | null
  /** What the user's command did at both ends; null when it was not run. */
  readonly command: GateCommand | null
}

/** Measures the ends of all steps at once, each version once, and judges each step. The answers are in the order of the steps. */
export const runGate = (request: GateRequest, world: World): Promise<readonly JudgedStep[]> =>
  withSession(request.timeoutMs, world, async (session) => {
    const plans = request.steps.map((step) => planStep(step, request, world))
    // Where no scenario is asked for, a version need not make a plain call: the command alone is judged.
    const measured = plans
      .flatMap(({ from, to }) => [from, to])
      .filter(({ cells }) => !request.command || cells.length > 0)
    const targets = new Map(measured.map((one) => [targetName(one.target), one]))
    const cells = [...targets.values()].reduce((sum, one) => sum + one.cells.length, 0)
    const commands = request.command ? [...new Map(plans.map((plan) => [nameOf(plan), plan])).values()] : []
    const own = commands.reduce((sum, { from }) => sum + 2 * commandGateways(from, request, world).length, 0)
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
      const name = nameOf(plan)
      const { command } = request
      // Also when a version cannot make the family's plain call: the command may have its own way to use it.
      if (command && !commandRuns.has(name)) {
        const gateways = commandGateways(plan.from, request, world)
        commandRuns.set(name, runCommand(plan, command, gateways, session, world))
      }
      return { plan, runs: ends.flatMap((run) => run ?? []), commandRuns: await commandRuns.get(name) }
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
  const ran = commandRuns?.kind === 'ran' ? commandRuns : null
  const whole = ran ? withCommand(runs, ran.runs) : runs
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
  const unknown = [
    ...runs.flatMap((run) => (run.status === 'measured' ? [] : gateGapsOf([run], YOUR_COMMAND).map(gapSentence))),
    ...gateGapsOf(whole, YOUR_COMMAND).map(gapSentence),
    ...(left && !beside ? [left.reason] : []),
    ...(ran?.outside ?? []),
  ]
  return {
    ...judged,
    evidence: evidenceOf(whole),
    unknown: [...new Set(unknown)],
    notes: left && beside ? [left.reason] : [],
    aside: beside && whole.every(({ scenarios }) => scenarios.length === 0),
    variables: ran?.variables ?? null,
    command: ran && { runs: ran.runs.map(({ version, scenarios }) => ({ version, results: scenarios })) },
  }
}

const wayOf = ({ from, to, versions }: GateStep) => {
  const [start, end] = [versions.indexOf(from.version), versions.indexOf(to.version)]
  return { onTheWay: versions.slice(start + 1, end + 1), behind: versions.slice(start, Math.max(start, end)) }
}

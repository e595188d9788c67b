import { familyCells } from '../../ask/plan/family-cells.ts'
import { roughly } from '../../judge/bisect/badness.ts'
import { broughtBy } from '../../judge/gate/brought-by.ts'
import { causesOf } from '../../judge/verdict/signature.ts'
import type { Cell } from '../../model/cell.ts'
import { type BroughtBy, type GateFinding, YOUR_COMMAND } from '../../model/gate.ts'
import type { Drift, Finding } from '../../model/report.ts'
import type { ReleaseList } from '../../model/sdk.ts'
import { runBisect } from '../../pipeline/bisect/run-bisect.ts'
import type { GateRequest, GateStep, JudgedStep } from '../../pipeline/gate/gate-request.ts'
import { measureCommand } from '../../pipeline/measure/measure-command.ts'
import type { World } from '../../pipeline/world.ts'
import { bisectRange } from '../bisect/bisect-range.ts'

export type StepFacts = {
  readonly step: GateStep
  readonly judged: JudgedStep
  readonly list: ReleaseList
  readonly page: (version: string) => string | null
  readonly request: GateRequest
  readonly world: World
}

/** Each finding with the version between the ends that brought it. One after the other: each uses all drivers there are. */
export const whoBrought = async (facts: StepFacts): Promise<readonly GateFinding[]> => {
  const told: GateFinding[] = []
  for (const finding of facts.judged.findings) told.push({ ...finding, broughtBy: await bringerOf(finding, facts) })
  return told
}

const bringerOf = async (finding: Finding, facts: StepFacts): Promise<BroughtBy | null> => {
  const { step, list, page, request, world, judged } = facts
  const drift = tellingDrift(finding, judged.drifts)
  // A step back to an older version has nothing that brought it.
  const forwards = step.versions.indexOf(step.from.version) < step.versions.indexOf(step.to.version)
  if (!drift || !forwards) return null
  const cells = cellsFor(drift, facts)
  const programs = step.sdk.programs?.filter(({ id }) => id === drift.scenario) ?? []
  if (cells.length === 0 && programs.length === 0 && drift.scenario !== YOUR_COMMAND) return null
  const { command } = request
  const own = drift.scenario === YOUR_COMMAND && command !== null && judged.variables !== null
  const variables = judged.variables ?? 0
  const end = await runBisect(
    {
      sdk: step.sdk,
      family: step.family,
      scenario: drift.scenario,
      gateways: [drift.gateway],
      cells,
      programs,
      mode: 'one',
      timeoutMs: request.timeoutMs,
      ...bisectRange(step.sdk, list, { good: step.from.version, bad: step.to.version }),
      badness: { kind: 'changes', signatures: causesOf(drift.changes).map(roughly) },
      severities: request.severities,
      width: world.concurrency,
      repository: list.repository,
      ...(own
        ? {
            measure: (planned, session, within) =>
              measureCommand(planned, { command, gateways: [drift.gateway], variables }, session, within),
          }
        : {}),
    },
    world,
  )
  return broughtBy(end, page)
}

/** Scenarios are kept from run to run, a command is not: it is followed only where nothing else shows the change. */
const tellingDrift = (finding: Finding, drifts: readonly Drift[]): Drift | undefined => {
  const own = drifts.filter((drift) => drift.finding === finding.id)
  return (
    own.find(({ scenario, severity }) => scenario !== YOUR_COMMAND && severity === finding.severity) ??
    own.find(({ scenario }) => scenario !== YOUR_COMMAND) ??
    own[0]
  )
}

const cellsFor = ({ scenario, gateway }: Drift, { step, request, world }: StepFacts): readonly Cell[] =>
  familyCells(step.family, step.sdk.registry, { ...request, gateways: [gateway] }, world.gateways).filter(
    ({ id }) => id === scenario,
  )

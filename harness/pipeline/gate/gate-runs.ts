import { familyCells } from '../../ask/plan/family-cells.ts'
import { rememberedOfTwo } from '../../model/remembered.ts'
import type { RunResult } from '../../model/report.ts'
import { type Target, targetName } from '../../model/sdk.ts'
import { withoutSilence } from '../matrix/silent-programs.ts'
import { measureVersion } from '../measure/measure-version.ts'
import type { Session } from '../measure/session.ts'
import { gatewaysFor } from '../plan/gateways-for.ts'
import type { Planned } from '../plan/planned.ts'
import { programGateways } from '../plan/program-gateways.ts'
import type { World } from '../world.ts'
import { type CommandRuns, startCommandRuns } from './gate-command.ts'
import type { GateRequest, GateStep } from './gate-request.ts'
import type { Observed } from './judge-step.ts'

/** What a gate measures, each version once, whichever step asks for it. */
export type GateRuns = {
  readonly planned: (step: GateStep, target: Target) => Planned
  /** By scenarios and the matrix's programs; null when none is asked for: beside a command a version need not make a plain call. */
  readonly scenarios: (planned: Planned) => Promise<RunResult> | null
  /** Tells that nothing of this step need be measured; what is measured all the same is not told again. */
  readonly tellKnown: (step: GateStep, to: Target) => void
  /** Both ends of the step from the version in use to another one. */
  readonly observe: (step: GateStep, to: Target, by: 'all' | 'command alone') => Promise<Observed>
}

export const gateRuns = (request: GateRequest, session: Session, outside: World): GateRuns => {
  const world = tellingOnce(outside)
  const known = new Map<string, Promise<RunResult>>()
  const commandRuns = startCommandRuns(session, world)
  // A search asks for the same at each version.
  const placesOf = rememberedOfTwo((sdk: GateStep['sdk'], family: GateStep['family']) => {
    const { gateways, gatewaysChosen } = gatewaysFor(sdk, request, world)
    return {
      cells: familyCells(family, sdk.registry, { ...request, gateways }, world.gateways),
      gateways: programGateways(family, gateways, gatewaysChosen, world),
    }
  })
  const planned = ({ sdk, family, from }: GateStep, target: Target): Planned => ({
    ...{ sdk, family, target, programs: sdk.programs ?? [], among: [from, target] },
    ...placesOf(sdk, family),
  })
  const scenarios = (one: Planned): Promise<RunResult> | null => {
    if (request.command && isEmpty(one)) return null
    const name = targetName(one.target)
    const run = known.get(name) ?? measureVersion(one, session, world).then((measured) => measured.run)
    known.set(name, run)
    return run
  }
  const commandOf = async (from: Planned, to: Planned): Promise<CommandRuns | undefined> =>
    request.command ? await commandRuns(from, to, request.command, from.gateways) : undefined
  return {
    planned,
    scenarios,
    tellKnown: (step, to) => {
      for (const { target, cells } of [step.from, to].map((end) => planned(step, end)))
        world.tell({ kind: 'measured', target: targetName(target), scenarios: cells.length, ms: 0, cached: true })
    },
    observe: async (step, to, by) => {
      const [from, end] = [planned(step, step.from), planned(step, to)]
      const measured = by === 'all' ? [from, end] : []
      const [runs, command] = await Promise.all([Promise.all(measured.map(scenarios)), commandOf(from, end)])
      const observed = withoutSilence(
        runs.flatMap((run) => run ?? []),
        [step.sdk],
      )
      return { step: { ...step, to }, runs: observed, command }
    },
  }
}

const tellingOnce = (world: World): World => {
  const told = new Set<string>()
  return {
    ...world,
    tell: (event) => {
      if (event.kind === 'measured' && told.has(event.target)) return
      if (event.kind === 'measured') told.add(event.target)
      world.tell(event)
    },
  }
}

/** Is there nothing to measure it by but the command? */
export const isEmpty = ({ cells, programs }: Pick<Planned, 'cells' | 'programs'>): boolean =>
  cells.length === 0 && programs.length === 0

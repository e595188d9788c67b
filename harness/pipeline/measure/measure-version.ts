import type { Program } from '../../model/program.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'
import { chooseOnce } from './choose-once.ts'
import { measureCommand, runName } from './measure-command.ts'
import { measureTarget } from './measure-target.ts'
import { lost, type MeasuredTarget } from './run-result.ts'
import type { Session } from './session.ts'
import { tellRun } from './tell-run.ts'

/** Everything observed at one version: by the user's own programs, which stand first, and by its cells. */
export const measureVersion = async (planned: Planned, session: Session, world: World): Promise<MeasuredTarget> => {
  const { programs, gateways, cells } = planned
  const parts: Part[] = []
  // Beside a program a version need not make the plain call that cells begin with.
  if (cells.length > 0) parts.push({ ...(await measureTarget(planned, session, world)), places: cells })
  for (const program of programs.toReversed())
    parts.unshift({
      ...(await measureProgram(planned, program, session, world)),
      places: gateways.map((gateway) => ({ id: program.id, gateway })),
    })
  return {
    run: joined(parts),
    effort: {
      installs: parts.reduce((n, { effort }) => n + effort.installs, 0),
      probes: parts.reduce((n, { effort }) => n + effort.probes, 0),
    },
  }
}

/** What was measured in one way, and where a result was to be had. */
type Part = MeasuredTarget & { readonly places: readonly Pick<ScenarioResult, 'id' | 'gateway'>[] }

/** One that could not be measured in one way is measured in the others; each place that this cost says so. */
const joined = (parts: readonly Part[]): RunResult => {
  const runs = parts.map(({ run }) => run)
  const last = runs.at(-1)
  if (!last) throw new Error('A planned version has something to be measured by.')
  const base = runs.findLast(({ status }) => status === 'measured')
  if (!base) return { ...last, status: 'not-measured', reason: [...new Set(runs.flatMap(reasonOf))].join('\n') }
  const scenarios = parts.flatMap(({ run, places }): readonly ScenarioResult[] =>
    run.status === 'measured'
      ? run.scenarios
      : places.map(({ id, gateway }) => ({ id, gateway, status: 'crashed', reason: run.reason })),
  )
  return { ...base, scenarios }
}

const reasonOf = (run: RunResult): readonly string[] => (run.status === 'measured' ? [] : [run.reason])

/** One that says nothing about the SDK is lost, with its reason: however well it ended, it is not clean. */
const measureProgram = async (
  planned: Planned,
  program: Program,
  session: Session,
  world: World,
): Promise<MeasuredTarget> => {
  const started = world.stopwatch()
  const best = await chooseOnce(planned, program, session, world)
  if (best.kind !== 'chosen') {
    const run = lost(planned, { runtime: null }, best.reason, {})
    return tellRun(runName(planned, program), started, { run, effort: { installs: 0, probes: 0 } }, world)
  }
  const request = { command: program, gateways: planned.gateways, variables: best.index }
  return measureCommand(planned, request, session, world)
}

import type { Kept } from '../../measure/store/result-store.ts'
import type { Shelf } from '../../measure/store/shelf.ts'
import { isInferred, type RunResult } from '../../model/report.ts'
import { targetName } from '../../model/sdk.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'
import { afterRepair } from './after-repair.ts'
import { driveTarget } from './drive-target.ts'
import { howOf, type Ready, timedInstall } from './install-target.ts'
import { type Effort, lost, type MeasuredTarget, measuredRun } from './run-result.ts'
import type { Session } from './session.ts'
import { keyOf, sameTree, shelfOf } from './shelf-of.ts'
import { slowness } from './slowest-first.ts'
import { tellRun } from './tell-run.ts'

/**
 * What the cells observed at one version: what earlier runs kept, and for the rest an install and a driver. Never throws for
 * what the version does.
 */
export const measureTarget = async (planned: Planned, session: Session, world: World): Promise<MeasuredTarget> => {
  const started = world.stopwatch()
  const shelf = await shelfOf(planned, world)
  const wanted = planned.cells.map((cell) => keyOf(cell, world))
  const recalled = shelf && world.store ? await world.store.recall(shelf, wanted) : null
  const kept = recalled && world.observeAll ? observedIn(recalled) : recalled
  const told = (run: RunResult, effort: Effort): MeasuredTarget =>
    tellRun(targetName(planned.target), started, { run, effort }, world)
  const known = shelf && kept ? knownResult(planned, shelf, kept, world) : null
  if (known) return told(known, { installs: 0, probes: 0 })

  world.expectDriver()
  const { installed, ms } = await session.queues.install.add(() => timedInstall(planned, world))
  if (installed.state === 'failed') {
    if (shelf) await world.store?.keepFailure(shelf, { kind: 'install', reason: installed.reason })
    return told(lost(planned, installed, installed.reason, {}), { installs: 1, probes: 0 })
  }
  const usable = kept && sameTree(kept.dependencies, installed.dependencies) ? kept : null
  const driven = (ready: Ready): Promise<RunResult> =>
    session.queues.drive.add(
      () => driveTarget(planned, ready, { shelf, kept: usable, installMs: ms }, session, world),
      {
        priority: slowness(planned),
      },
    )
  const how = howOf(planned)
  const run = await afterRepair(installed, await driven(installed), { how, wentWrong, again: driven }, world)
  return told(run, { installs: installed.reused ? 0 : 1, probes: 1 })
}

const wentWrong = (run: RunResult): boolean =>
  run.status === 'not-measured' || run.scenarios.some(({ status }) => status === 'crashed' || status === 'timeout')

const observedIn = (kept: Kept): Kept => ({
  ...kept,
  results: new Map([...kept.results].filter(([, result]) => !isInferred(result))),
})

/** The whole result from what is kept, or null when something is still to be measured. */
const knownResult = (planned: Planned, { runtime }: Shelf, kept: Kept, world: World): RunResult | null => {
  const { failure } = kept
  if (failure !== null)
    return lost(planned, { runtime }, failure.reason, failure.kind === 'control' ? failure.dependencies : {})
  const results = planned.cells.map((cell) => kept.results.get(keyOf(cell, world)))
  if (!results.every((result) => result !== undefined)) return null
  return measuredRun(planned, { ...kept, runtime }, results)
}

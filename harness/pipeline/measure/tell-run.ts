import type { World } from '../world.ts'
import type { MeasuredTarget } from './run-result.ts'

/**
 * Tells how a run of a version ended, and gives it on.
 * @param started of the world's stopwatch
 */
export const tellRun = (target: string, started: number, measured: MeasuredTarget, world: World): MeasuredTarget => {
  const { run, effort } = measured
  const ms = world.stopwatch() - started
  if (run.status === 'not-measured') world.tell({ kind: 'not-measured', target, reason: run.reason })
  else world.tell({ kind: 'measured', target, scenarios: run.scenarios.length, ms, cached: effort.probes === 0 })
  return measured
}

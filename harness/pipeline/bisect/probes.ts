import { counted } from '../../model/listed.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import type { Target } from '../../model/sdk.ts'
import { measureVersion } from '../measure/measure-version.ts'
import { lost } from '../measure/run-result.ts'
import type { Session } from '../measure/session.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'

/** Measured versions of one SDK by index, and what measuring them cost. */
export type Probes = {
  /** Measures these at once; what is known costs nothing. `left`: how many versions are still in question. */
  readonly round: (indexes: readonly number[], left: number) => Promise<void>
  readonly run: (index: number) => RunResult | undefined
  readonly result: (index: number, gateway: string) => ScenarioResult | undefined
  readonly cost: () => { readonly installs: number; readonly probes: number; readonly rounds: number }
}

/** Everything observed at one version. */
export type Measure = typeof measureVersion

export const createProbes = (
  targets: readonly Target[],
  /** Versions that are not to be measured (yanked, no wheel), by index, with the reason. */
  unusable: ReadonlyMap<number, string>,
  planned: (target: Target) => Planned,
  session: Session,
  world: World,
  measure: Measure = measureVersion,
): Probes => {
  const runs = new Map<number, RunResult>()
  const cost = { installs: 0, probes: 0, rounds: 0 }
  return {
    run: (index) => runs.get(index),
    result: (index, gateway) => runs.get(index)?.scenarios.find((result) => result.gateway === gateway),
    cost: () => ({ ...cost }),
    round: async (indexes, left) => {
      const open = indexes.filter((index) => !runs.has(index))
      if (open.length === 0) return
      cost.rounds += 1
      const names = open.map((index) => targets[index]?.version).join(', ')
      world.tell({
        kind: 'note',
        text: `Round ${cost.rounds}: ${counted(left, 'version')} in question, measuring ${names}`,
      })
      await Promise.all(
        open.map(async (index) => {
          const target = targets[index]
          if (!target) throw new Error(`No version ${index}.`)
          const reason = unusable.get(index)
          if (reason !== undefined) {
            runs.set(index, lost(planned(target), { runtime: null }, reason, {}))
            return
          }
          const { run, effort } = await measure(planned(target), session, world)
          cost.installs += effort.installs
          cost.probes += effort.probes
          runs.set(index, run)
        }),
      )
    },
  }
}

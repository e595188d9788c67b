import { normaliseCapture } from '../judge/normalise/normalise-capture.ts'
import { installedVersion } from '../measure/run/installed-version.ts'
import type { Program } from '../model/program.ts'
import type { ScenarioResult } from '../model/report.ts'
import { targetName } from '../model/sdk.ts'
import { commandOnce } from './command-once.ts'
import { programPlace } from './kept-program.ts'
import { type Effort, install, lost, type MeasuredTarget, measuredRun, sameTree } from './measure-target.ts'
import type { Planned } from './plan-matrix.ts'
import type { Session } from './session.ts'
import { todayOf } from './today.ts'
import type { World } from './world.ts'

export type CommandRequest = {
  readonly command: Program
  readonly gateways: readonly string[]
  /** Which of the family's sets of variables lets it through. */
  readonly variables: number
}

/**
 * What a user's command observes with one version of an SDK, once behind each gateway: what earlier runs kept, and for the
 * rest an install and a run.
 */
export const measureCommand = async (
  planned: Planned,
  request: CommandRequest,
  session: Session,
  world: World,
): Promise<MeasuredTarget> => {
  const started = world.stopwatch()
  const { command, gateways, variables } = request
  const target = `${targetName(planned.target)} with ${command.id}`
  const told = (run: MeasuredTarget['run'], effort: Effort): MeasuredTarget => {
    const ms = world.stopwatch() - started
    world.tell({ kind: 'measured', target, scenarios: run.scenarios.length, ms, cached: effort.probes === 0 })
    return { run, effort }
  }
  const place = await programPlace(planned, command, session, world)
  const kept = place && world.store ? await world.store.recall(place.shelf) : null
  const keptAt = (gateway: string): ScenarioResult | undefined => {
    const key = place?.keyOf(gateway, variables)
    return key ? kept?.results.get(key) : undefined
  }
  const all = gateways.map(keptAt)
  if (place && kept && all.every((result) => result !== undefined))
    return told(measuredRun(planned, { runtime: place.shelf.runtime, dependencies: kept.dependencies }, all), NO_EFFORT)

  const installed = await session.queues.install.add(() => install(planned, world))
  if (installed.state === 'failed')
    return { run: lost(planned, installed, installed.reason, {}), effort: { installs: 1, probes: 0 } }
  const usable = kept !== null && sameTree(kept.dependencies, installed.dependencies)
  const live = await session.live()
  const facts = {
    version: installedVersion(installed),
    dir: installed.dir,
    today: todayOf(world.clock),
    redact: live.redact,
  }
  const scenarios = await Promise.all(
    gateways.map((gateway): ScenarioResult | Promise<ScenarioResult> => {
      const known = usable ? keptAt(gateway) : undefined
      if (known) return known
      return session.queues.drive.add(async () => {
        world.tell({ kind: 'measuring', target, done: 0, of: gateways.length })
        const { capture } = await commandOnce({ planned, installed, gateway, variables }, command, live, session, world)
        return normaliseCapture(capture, facts)
      })
    }),
  )
  if (place) {
    const fresh = scenarios.flatMap((result) => {
      const key = place.keyOf(result.gateway, variables)
      return key ? [[key, result] as const] : []
    })
    await world.store?.keep(place.shelf, installed.dependencies, new Map(fresh))
  }
  return told(measuredRun(planned, installed, scenarios), { installs: installed.reused ? 0 : 1, probes: 1 })
}

const NO_EFFORT: Effort = { installs: 0, probes: 0 }

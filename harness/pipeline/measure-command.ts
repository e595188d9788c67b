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
import { spending } from './spending.ts'
import { tellRun } from './tell-run.ts'
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
  const target = runName(planned, command)
  const told = (run: MeasuredTarget['run'], effort: Effort): MeasuredTarget =>
    tellRun(target, started, { run, effort }, world)
  const place = await programPlace(planned, command, session, world)
  const kept = place && world.store ? await world.store.recall(place.shelf) : null
  if (kept?.failure?.kind === 'install')
    return told(lost(planned, { runtime: place?.shelf.runtime ?? null }, kept.failure.reason, {}), NO_EFFORT)
  const keptAt = (gateway: string): ScenarioResult | undefined => {
    const key = place?.keyOf(gateway, variables)
    return key ? kept?.results.get(key) : undefined
  }
  const all = gateways.map(keptAt)
  if (place && kept && all.every((result) => result !== undefined))
    return told(measuredRun(planned, { ...kept, runtime: place.shelf.runtime }, all), NO_EFFORT)

  const installed = await session.queues.install.add(() => install(planned, world))
  if (installed.state === 'failed') {
    if (place) await world.store?.keepFailure(place.shelf, { kind: 'install', reason: installed.reason })
    return told(lost(planned, installed, installed.reason, {}), { installs: 1, probes: 0 })
  }
  const usable = kept !== null && sameTree(kept.dependencies, installed.dependencies)
  const live = await session.live()
  const facts = {
    version: installedVersion(installed),
    dir: installed.dir,
    today: todayOf(world.clock),
    redact: live.redact,
  }
  const known = (gateway: string): ScenarioResult | undefined => (usable ? keptAt(gateway) : undefined)
  const scenarios = await Promise.all(
    gateways.map(
      (gateway): ScenarioResult | Promise<ScenarioResult> =>
        known(gateway) ??
        session.queues.drive.add(async () => {
          world.tell({ kind: 'measuring', target, done: 0, of: gateways.length })
          const { capture } = await commandOnce(
            { planned, installed, gateway, variables },
            command,
            live,
            session,
            world,
          )
          return spending('judge', world, () => normaliseCapture(capture, facts))
        }),
    ),
  )
  if (place) {
    // What was kept keeps its own time: a crash is believed for a while, and no longer.
    const fresh = scenarios.flatMap((result) => {
      const key = known(result.gateway) ? null : place.keyOf(result.gateway, variables)
      return key ? [[key, result] as const] : []
    })
    await world.store?.keep(place.shelf, installed.dependencies, new Map(fresh), installed.notOfReleaseDay)
  }
  return told(measuredRun(planned, installed, scenarios), { installs: installed.reused ? 0 : 1, probes: 1 })
}

/** A version by a program, as progress names it. */
export const runName = ({ target }: Planned, { id }: Program): string => `${targetName(target)} with ${id}`

const NO_EFFORT: Effort = { installs: 0, probes: 0 }

import { maskCapture } from '../../judge/mask/mask-capture.ts'
import { normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import { normaliseReaches } from '../../judge/normalise/normalise-reach.ts'
import { installedVersion } from '../../measure/run/installed-version.ts'
import { strayText } from '../../measure/run/stray-text.ts'
import type { CommandResult } from '../../measure/run/user-command.ts'
import type { MaskedCapture } from '../../model/capture.ts'
import type { Program } from '../../model/program.ts'
import { distinctReaches, type Reach } from '../../model/reach.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import { targetName } from '../../model/sdk.ts'
import type { Planned } from '../plan/planned.ts'
import { todayOf } from '../today.ts'
import type { World } from '../world.ts'
import { afterRepair } from './after-repair.ts'
import { type CommandAt, commandOnce } from './command-once.ts'
import { howOf, type Ready, timedInstall } from './install-target.ts'
import { type ProgramPlace, programPlace } from './kept-program.ts'
import { mayBeDamage } from './may-be-damage.ts'
import { type Effort, lost, type MeasuredTarget, measuredRun } from './run-result.ts'
import type { Session } from './session.ts'
import { sameTree } from './shelf-of.ts'
import { spending } from './spending.ts'
import { tellRun } from './tell-run.ts'

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
  const kept = place && world.store ? await world.store.recall(place.shelf, keysOf(place, request)) : null
  if (kept?.failure?.kind === 'install')
    return told(lost(planned, { runtime: place?.shelf.runtime ?? null }, kept.failure.reason, {}), NO_EFFORT)
  const keptAt = (gateway: string): ScenarioResult | undefined => {
    const key = place?.keyOf(gateway, variables)
    return key ? kept?.results.get(key) : undefined
  }
  const all = gateways.map(keptAt)
  if (place && kept && all.every((result) => result !== undefined))
    return told(measuredRun(planned, { ...kept, runtime: place.shelf.runtime }, all), NO_EFFORT)

  const { installed, ms } = await session.queues.install.add(() => timedInstall(planned, world))
  if (installed.state === 'failed') {
    if (place) await world.store?.keepFailure(place.shelf, { kind: 'install', reason: installed.reason })
    return told(lost(planned, installed, installed.reason, {}), { installs: 1, probes: 0 })
  }
  const known = kept !== null && sameTree(kept.dependencies, installed.dependencies) ? keptAt : () => undefined
  const run = async (ready: Ready): Promise<RunResult> => {
    const captures = new Map<string, MaskedCapture>()
    const strays: string[] = []
    const tried: Reach[] = [...(kept?.reached ?? [])]
    let took = ms
    const observed = async (gateway: string): Promise<ScenarioResult> => {
      const at = { planned, installed: ready, gateway, variables }
      const { capture, result, strays: left, reached: there, ms: own } = await observe(at, command, session, world)
      took += own
      strays.push(...left)
      tried.push(...there)
      const key = place?.keyOf(gateway, variables)
      if (key) captures.set(key, capture)
      return result
    }
    const scenarios = await Promise.all(gateways.map((gateway) => known(gateway) ?? observed(gateway)))
    const remarks = strays.length > 0 ? [strayText(`The program ${command.id}`, strays)] : []
    const reached = distinctReaches(tried)
    // What was kept keeps its own time: a crash is believed for a while, and no longer.
    if (place)
      await world.store?.keep(place.shelf, {
        ...ready,
        captures,
        day: todayOf(world.clock),
        remarks,
        reached,
        ms: took,
      })
    return measuredRun(planned, { ...ready, remarks, reached }, scenarios)
  }
  const wentWrong = ({ scenarios }: RunResult): boolean =>
    scenarios.some((result) => !known(result.gateway) && mayBeDamage(result))
  const measured = await afterRepair(
    installed,
    await run(installed),
    { how: howOf(planned), wentWrong, again: run },
    world,
  )
  return told(measured, { installs: installed.reused ? 0 : 1, probes: 1 })
}

type Seen = Pick<CommandResult, 'strays' | 'reached'> & {
  readonly capture: MaskedCapture
  readonly result: ScenarioResult
  readonly ms: number
}

const observe = (at: CommandAt, command: Program, session: Session, world: World): Promise<Seen> =>
  session.queues.drive.add(async () => {
    const begun = world.stopwatch()
    const { planned, installed } = at
    world.tell({ kind: 'measuring', target: runName(planned, command), done: 0, of: planned.gateways.length })
    const live = await session.live()
    const { capture, strays, reached } = await commandOnce(at, command, live, session, world)
    const facts = {
      version: installedVersion(installed),
      dir: installed.dir,
      today: todayOf(world.clock),
      redact: live.redact,
    }
    return spending('judge', world, () => {
      const masked = maskCapture(capture, facts)
      return {
        capture: masked,
        result: normaliseCapture(masked, facts),
        strays: strays.map((name) => live.redact(name)),
        reached: normaliseReaches(reached, { ...facts, places: world.places }),
        ms: world.stopwatch() - begun,
      }
    })
  })

const keysOf = ({ keyOf }: ProgramPlace, { gateways, variables }: CommandRequest): readonly string[] =>
  gateways.flatMap((gateway) => keyOf(gateway, variables) ?? [])

/** A version by a program, as progress names it. */
export const runName = ({ target }: Planned, { id }: Program): string => `${targetName(target)} with ${id}`

const NO_EFFORT: Effort = { installs: 0, probes: 0 }

import { normaliseCapture } from '../judge/normalise/normalise-capture.ts'
import { installedVersion } from '../measure/run/installed-version.ts'
import type { Program } from '../model/program.ts'
import { targetName } from '../model/sdk.ts'
import { commandOnce } from './command-once.ts'
import { install, lost, type MeasuredTarget, measuredRun } from './measure-target.ts'
import type { Planned } from './plan-matrix.ts'
import type { Session } from './session.ts'
import type { World } from './world.ts'

export type CommandRequest = {
  readonly command: Program
  readonly gateways: readonly string[]
  /** Which of the family's sets of variables lets it through. */
  readonly variables: number
}

/** Runs a user's command with one version of an SDK, once behind each gateway. Kept by nobody: it may change at any time. */
export const measureCommand = async (
  planned: Planned,
  request: CommandRequest,
  session: Session,
  world: World,
): Promise<MeasuredTarget> => {
  const started = world.stopwatch()
  const installed = await session.queues.install.add(() => install(planned, world))
  if (installed.state === 'failed')
    return { run: lost(planned, installed, installed.reason, {}), effort: { installs: 1, probes: 0 } }
  const name = targetName(planned.target)
  const target = `${name} with ${request.command.id}`
  const live = await session.live()
  const facts = { version: installedVersion(installed), dir: installed.dir, redact: live.redact }
  const scenarios = await Promise.all(
    request.gateways.map((gateway) =>
      session.queues.drive.add(async () => {
        world.tell({ kind: 'measuring', target, done: 0, of: request.gateways.length })
        const at = { planned, installed, gateway, variables: request.variables }
        const { capture } = await commandOnce(at, request.command, live, session, world)
        return normaliseCapture(capture, facts)
      }),
    ),
  )
  world.tell({ kind: 'measured', target, scenarios: scenarios.length, ms: world.stopwatch() - started, cached: false })
  return {
    run: measuredRun(planned, installed, scenarios),
    effort: { installs: installed.reused ? 0 : 1, probes: 1 },
  }
}

import { normaliseCapture } from '../judge/normalise/normalise-capture.ts'
import { installedVersion } from '../measure/run/installed-version.ts'
import type { Program } from '../model/program.ts'
import { targetName } from '../model/sdk.ts'
import { KEEP } from './best-try.ts'
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

export type MeasuredCommand = MeasuredTarget & {
  /** Requests that no comparison sees: they did not keep to the path that they were given. */
  readonly outside: readonly { readonly gateway: string; readonly words: string }[]
}

/** Runs a user's command with one version of an SDK, once behind each gateway. Kept by nobody: it may change at any time. */
export const measureCommand = async (
  planned: Planned,
  request: CommandRequest,
  session: Session,
  world: World,
): Promise<MeasuredCommand> => {
  const started = world.stopwatch()
  const installed = await session.queues.install.add(() => install(planned, world))
  if (installed.state === 'failed')
    return { run: lost(planned, installed, installed.reason, {}), effort: { installs: 1, probes: 0 }, outside: [] }
  const name = targetName(planned.target)
  const target = `${name} with ${request.command.id}`
  const live = await session.live()
  const facts = { version: installedVersion(installed), dir: installed.dir, redact: live.redact }
  const found = await Promise.all(
    request.gateways.map((gateway) =>
      session.queues.drive.add(async () => {
        world.tell({ kind: 'measuring', target, done: 0, of: request.gateways.length })
        const at = { planned, installed, gateway, variables: request.variables }
        const { capture, sent, outside } = await commandOnce(at, request.command, live, session, world)
        // One that kept to it nowhere is told by its outcome.
        const beside =
          sent > 0 && outside !== null ? [`${name}, ${request.command.id} behind ${gateway}: ${outside} ${KEEP}`] : []
        return {
          result: normaliseCapture(capture, facts),
          outside: beside.map((words) => ({ gateway, words: live.redact(words) })),
        }
      }),
    ),
  )
  const scenarios = found.map(({ result }) => result)
  world.tell({ kind: 'measured', target, scenarios: scenarios.length, ms: world.stopwatch() - started, cached: false })
  return {
    run: measuredRun(planned, installed, scenarios),
    effort: { installs: installed.reused ? 0 : 1, probes: 1 },
    outside: found.flatMap(({ outside }) => outside),
  }
}

import { normaliseCapture } from '../judge/normalise/normalise-capture.ts'
import type { CaptureServer } from '../measure/capture/server.ts'
import { type CommandResult, runUserCommand, type UserCommand } from '../measure/run/user-command.ts'
import { commandEnvironments } from '../measure/sdks/command-environments.ts'
import type { Capture } from '../model/capture.ts'
import type { Installed } from '../model/installed.ts'
import type { RunResult } from '../model/report.ts'
import { targetName } from '../model/sdk.ts'
import { install, lost, type Measured } from './measure-target.ts'
import type { Planned } from './plan-matrix.ts'
import type { Live, Session } from './session.ts'
import type { World } from './world.ts'

export type CommandRequest = {
  readonly command: UserCommand
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
): Promise<Measured> => {
  const started = world.stopwatch()
  const installed = await session.limits.install(() => install(planned, world))
  if (installed.state === 'failed')
    return { run: lost(planned, installed, installed.reason, {}), effort: { installs: 1, probes: 0 } }
  const target = `${targetName(planned.target)} with your command`
  const results = await withCapture(planned, session, (live, capture) => {
    const facts = { version: planned.target.version, dir: installed.dir, redact: live.redact }
    return Promise.all(
      request.gateways.map(async (gateway) =>
        session.limits.drive(async () => {
          world.tell({ kind: 'measuring', target, done: 0, of: request.gateways.length })
          const at = { planned, installed, gateway, variables: request.variables, key: gateway }
          const { capture: found } = await runOnce(at, request.command, live, capture, session, world)
          return normaliseCapture(found, facts)
        }),
      ),
    )
  })
  const { runtime, dependencies } = installed
  const run: RunResult = {
    sdk: planned.target.sdk.id,
    version: planned.target.version,
    runtime: `${runtime.name} ${runtime.version}`,
    publishedAt: planned.target.publishedAt,
    status: 'measured',
    dependencies,
    scenarios: results,
  }
  world.tell({ kind: 'measured', target, scenarios: results.length, ms: world.stopwatch() - started, cached: false })
  return { run, effort: { installs: installed.reused ? 0 : 1, probes: 1 } }
}

export type ChosenVariables =
  | { readonly kind: 'chosen'; readonly variables: number }
  /** It never asked for the SDK: it has nothing to do with it. */
  | { readonly kind: 'unused'; readonly reason: string }
  | { readonly kind: 'no-request'; readonly reason: string }

/**
 * Tries the command behind a gateway that lets everything in, with the SDK's own variables from few to many: the first
 * set with which it ends well is taken, else the first with which it sends anything at all.
 */
export const chooseVariables = (
  planned: Planned,
  command: UserCommand,
  session: Session,
  world: World,
): Promise<ChosenVariables> =>
  session.limits.drive(async () => {
    const installed = await install(planned, world)
    if (installed.state === 'failed') return { kind: 'no-request', reason: installed.reason }
    return withCapture(planned, session, async (live, capture) => {
      const found: CommandResult[] = []
      const count = variablesOf(planned, live, '').length
      for (let variables = 0; variables < count; variables++) {
        const at = { planned, installed, gateway: world.control.id, variables, key: `try-${variables}` }
        const result = await runOnce(at, command, live, capture, session, world)
        found.push(result)
        if (success(result) === BEST || result.capture.status === 'timeout') break
      }
      const best = Math.max(...found.map(success))
      if (best > 0) return { kind: 'chosen', variables: found.findIndex((one) => success(one) === best) }
      const told = found.findLast(({ capture: { status } }) => status === 'measured') ?? found.at(-1)
      const reason = live.redact(told ? whyNot(told.capture) : 'It was not run.')
      return { kind: found.some(({ loaded }) => loaded) ? 'no-request' : 'unused', reason }
    })
  })

const BEST = 3

/** The more it got through, the more it says. */
const success = ({ capture }: CommandResult): number => {
  if (capture.status !== 'measured' || capture.exchanges.length === 0) return 0
  if (capture.outcome.kind === 'response') return BEST
  return capture.outcome.kind === 'egress' ? 1 : 2
}

const whyNot = (capture: Capture): string => {
  if (capture.status !== 'measured') return capture.reason
  const { outcome } = capture
  const hint = 'Let it read the address from SDKDRIFT_GATEWAY_URL.'
  switch (outcome.kind) {
    case 'egress':
      return `Your command went to ${outcome.host}:${outcome.port} and not to the gateway. ${hint}`
    case 'error':
      return outcome.name === 'NoRequest'
        ? `Your command ended well, but sent nothing to the gateway. ${hint}`
        : `Your command sent nothing to the gateway and ended with ${outcome.name}: ${outcome.message}`
    case 'response':
      return 'Your command sent nothing to the gateway.'
  }
}

const withCapture = async <T>(
  { family }: Planned,
  session: Session,
  work: (live: Live, capture: CaptureServer) => Promise<T>,
): Promise<T> => {
  const live = await session.live()
  const capture = await live.startCapture(family.gatewaySettings)
  try {
    return await work(live, capture)
  } finally {
    await capture.close()
  }
}

const variablesOf = ({ family, sdk }: Planned, { credentials }: Live, gatewayUrl: string) =>
  commandEnvironments(family, sdk.registry, { gatewayUrl, credential: credentials.of })

type At = {
  readonly planned: Planned
  readonly installed: Extract<Installed, { state: 'ready' }>
  readonly gateway: string
  readonly variables: number
  readonly key: string
}

const runOnce = (
  { planned, installed, gateway, variables, key }: At,
  command: UserCommand,
  live: Live,
  capture: CaptureServer,
  session: Session,
  world: World,
): Promise<CommandResult> =>
  runUserCommand({
    command,
    installed,
    gateway,
    capture,
    key,
    credentials: live.credentials,
    variablesFor: (url) => variablesOf(planned, live, url)[variables] ?? {},
    timeoutMs: session.timeoutMs,
    start: world.startCommand,
  })

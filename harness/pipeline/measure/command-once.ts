import { besideAt } from '../../ask/plan/beside-at.ts'
import { type CommandResult, runUserCommand } from '../../measure/run/user-command.ts'
import { commandEnvironments, type Variables } from '../../measure/sdks/command-environments.ts'
import type { Installed } from '../../model/installed.ts'
import type { Program } from '../../model/program.ts'
import { withPorts } from '../plan/allowed-ports.ts'
import { hostsOf } from '../plan/hosts-of.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'
import type { Live, Session } from './session.ts'

export type CommandAt = {
  readonly planned: Planned
  readonly installed: Extract<Installed, { state: 'ready' }>
  readonly gateway: string
  /** Which set of the SDK's own variables it gets. */
  readonly variables: number
}

/** Runs a command once, before sockets of its own: a client that takes a host and a port alone finds them too. */
export const commandOnce = async (
  at: CommandAt,
  command: Program,
  live: Live,
  session: Session,
  world: World,
): Promise<CommandResult> => withPorts(at.planned.sdk, () => alone(at, command, live, session, world), session, world)

const alone = async (
  { planned, installed, gateway, variables }: CommandAt,
  command: Program,
  live: Live,
  session: Session,
  world: World,
): Promise<CommandResult> => {
  const patterns = hostsOf(planned)
  const trust = patterns.length > 0 ? await live.trust() : null
  const capture = await live.startCapture(planned.family, trust ? { hosts: { patterns, trust } } : {})
  try {
    return await runUserCommand({
      command,
      installed,
      hosts: trust ? { patterns, certificate: trust.certificate } : null,
      beside: ownBeside(planned),
      gateway,
      capture,
      allowPorts: planned.sdk.allowPorts ?? [],
      key: gateway,
      credentials: live.credentials,
      variablesFor: (url) => variablesOf(planned, live, url)[variables] ?? {},
      path: world.searchPath,
      timeoutMs: session.timeoutMs,
      start: world.startCommand,
    })
  } finally {
    await capture.close()
  }
}

/** What the family's calls need beside the SDK is none of the program's. */
const ownBeside = ({ sdk: { familyWith: _, ...sdk }, target }: Planned): readonly string[] =>
  Object.keys(besideAt(sdk, target.version))

/**
 * None, then the family's sets of variables, for a gateway at this address: a program that reads ours needs no other, and
 * one that it does not need may show in what it sends.
 */
export const variablesOf = (
  { family, sdk }: Planned,
  { credentials }: Live,
  gatewayUrl: string,
): readonly Variables[] => [
  {},
  ...commandEnvironments(family, sdk.registry, { gatewayUrl, credential: credentials.of }),
]

import type { UserCommand } from '../measure/run/user-command.ts'
import type { RunResult } from '../model/report.ts'
import { chooseVariables } from './choose-variables.ts'
import { measureCommand } from './measure-command.ts'
import type { Planned } from './plan-matrix.ts'
import type { Session } from './session.ts'
import type { World } from './world.ts'

/** What a user's command came to at the two ends of a step. */
export type CommandRuns =
  | {
      readonly kind: 'ran'
      /** The old version's, then the new one's. */
      readonly runs: readonly RunResult[]
      /** Which of the family's sets of variables it had. */
      readonly variables: number
      /** Requests that no comparison sees, in words. */
      readonly outside: readonly string[]
    }
  | { readonly kind: 'unused' | 'no-request' | 'not-installed'; readonly reason: string }

/** The variables that let it through at the old version are those of the new one: nothing else may differ. */
export const runCommand = async (
  { from, to }: { readonly from: Planned; readonly to: Planned },
  command: UserCommand,
  gateways: readonly string[],
  session: Session,
  world: World,
): Promise<CommandRuns> => {
  const chosen = await chooseVariables(from, command, session, world)
  if (chosen.kind === 'not-installed')
    return { ...chosen, reason: `${from.target.sdk.id} ${from.target.version}: ${chosen.reason}` }
  if (chosen.kind !== 'chosen') return chosen
  const { index: variables } = chosen
  const measured = await Promise.all(
    [from, to].map((planned) => measureCommand(planned, { command, gateways, variables }, session, world)),
  )
  return {
    kind: 'ran',
    runs: measured.map(({ run }) => run),
    variables,
    outside: measured.flatMap(({ outside }) => outside),
  }
}

/** Another vendor's own API tells nothing about this SDK. */
export const commandGateways = (
  { family }: Planned,
  { gateways }: { readonly gateways: readonly string[] },
  world: World,
): readonly string[] => gateways.filter((id) => world.gateways[id]?.families?.includes(family.id) ?? true)

/**
 * The scenarios' runs with the command's. A version that could not be measured by scenarios has its command's result all
 * the same; one at which the command could not be run (an install that broke) is not measured at all.
 */
export const withCommand = (runs: readonly RunResult[], own: readonly RunResult[]): readonly RunResult[] =>
  own.map((command, index) => {
    const run = runs[index]
    if (command.status !== 'measured' || run?.status !== 'measured') return command
    return { ...run, scenarios: [...command.scenarios, ...run.scenarios] }
  })

import type { Program } from '../../model/program.ts'
import { distinctReaches } from '../../model/reach.ts'
import type { RunResult } from '../../model/report.ts'
import { targetName } from '../../model/sdk.ts'
import type { ChosenVariables } from '../measure/best-try.ts'
import { chooseVariables } from '../measure/choose-variables.ts'
import { measureCommand } from '../measure/measure-command.ts'
import type { MeasuredTarget } from '../measure/run-result.ts'
import type { Session } from '../measure/session.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'

/** What a user's command came to at the two ends of a step. */
export type CommandRuns =
  | {
      readonly kind: 'ran'
      /** The old version's, then the new one's. */
      readonly runs: readonly RunResult[]
      /** Which of the family's sets of variables it had. */
      readonly variables: number
    }
  | { readonly kind: 'unused' | 'no-request' | 'not-installed'; readonly reason: string }

/**
 * Runs a command at both ends of a step, at each version once, however many steps ask for it. The variables that let it
 * through at the older version are those of the newer one: nothing else may differ.
 */
export const startCommandRuns = (session: Session, world: World) => {
  const chosen = new Map<string, Promise<ChosenVariables>>()
  const measured = new Map<string, Promise<MeasuredTarget>>()
  const once = <T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> => {
    const made = known.get(key) ?? make()
    known.set(key, made)
    return made
  }
  return async (from: Planned, to: Planned, command: Program, gateways: readonly string[]): Promise<CommandRuns> => {
    const name = targetName(from.target)
    const best = await once(chosen, name, () => chooseVariables(from, command, session, world))
    if (best.kind === 'not-installed')
      return { ...best, reason: `${from.target.sdk.id} ${from.target.version}: ${best.reason}` }
    if (best.kind === 'unsupported')
      return {
        kind: 'no-request',
        reason: `${from.target.sdk.id} ${from.target.version}: your command says that it cannot do this (exit code 78): ${best.reason}`,
      }
    if (best.kind !== 'chosen') return best
    const variables = best.index
    const ends = await Promise.all(
      [from, to].map((planned) =>
        once(measured, `${variables} ${targetName(planned.target)}`, () =>
          measureCommand(planned, { command, gateways, variables }, session, world),
        ),
      ),
    )
    return {
      kind: 'ran',
      runs: ends.map(({ run }) => run),
      variables,
    }
  }
}

/**
 * The scenarios' runs with the command's. A version that could not be measured by scenarios has its command's result all
 * the same; one at which the command could not be run (an install that broke) is not measured at all.
 */
export const withCommand = (runs: readonly RunResult[], own: readonly RunResult[]): readonly RunResult[] =>
  own.map((command, index) => {
    const run = runs[index]
    if (command.status !== 'measured' || run?.status !== 'measured') return command
    const reached = distinctReaches([...(run.reached ?? []), ...(command.reached ?? [])])
    return {
      ...run,
      ...(reached.length > 0 ? { reached } : {}),
      scenarios: [...command.scenarios, ...run.scenarios],
    }
  })

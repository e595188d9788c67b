import { type Gap, type Silence, stepGapsOf } from '../../model/gap.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'

/**
 * What two runs leave open. A command that sent nothing at either version says nothing about the step, however well it
 * ended.
 * @param command id of the scenario that is a user's own command
 */
export const gateGapsOf = (runs: readonly RunResult[], command: string): readonly (Gap | Silence)[] => [
  // What a program cannot do at either end says nothing against a step, unless nothing else is left of it.
  ...stepGapsOf(runs),
  ...silentGateways(runs, command).map((gateway): Silence => ({ kind: 'silence', scenario: command, gateway })),
]

const silentGateways = (runs: readonly RunResult[], command: string): readonly string[] => {
  const results = runs.flatMap(({ scenarios }) => scenarios.filter(({ id }) => id === command))
  return [...Map.groupBy(results, ({ gateway }) => gateway)].flatMap(([gateway, same]) =>
    same.length > 0 && same.every(isSilent) ? [gateway] : [],
  )
}

const isSilent = (result: ScenarioResult): boolean => result.status === 'measured' && result.exchanges.length === 0

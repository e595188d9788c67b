import type { RunResult, ScenarioResult } from '../../model/report.ts'

/**
 * What two runs leave open, each with its reason. A command that sent nothing at either version says nothing about the
 * step, however well it ended.
 * @param command id of the scenario that is a user's own command
 */
export const gapsOf = (runs: readonly RunResult[], command: string): readonly string[] => [
  ...runs.flatMap((run) => {
    const name = `${run.sdk} ${run.version}`
    if (run.status === 'not-measured') return [`${name}: ${run.reason}`]
    const lost = run.scenarios.flatMap((result) =>
      result.status === 'timeout' || result.status === 'crashed'
        ? [{ where: `${result.id} behind ${result.gateway}`, why: `${result.status}: ${result.reason}` }]
        : [],
    )
    // One reason is told once, however many scenarios it cost.
    return [...Map.groupBy(lost, ({ why }) => why)].map(
      ([why, same]) => `${name}, ${summed(same.map(({ where }) => where))}: ${why}`,
    )
  }),
  ...silentGateways(runs, command).map(
    (gateway) => `${command} behind ${gateway} sent nothing to it at either version.`,
  ),
]

const summed = (places: readonly string[]): string =>
  places.length <= 3 ? places.join(', ') : `${places.slice(0, 2).join(', ')} and ${places.length - 2} more`

const silentGateways = (runs: readonly RunResult[], command: string): readonly string[] => {
  const results = runs.flatMap(({ scenarios }) => scenarios.filter(({ id }) => id === command))
  return [...Map.groupBy(results, ({ gateway }) => gateway)].flatMap(([gateway, same]) =>
    same.length > 0 && same.every(isSilent) ? [gateway] : [],
  )
}

const isSilent = (result: ScenarioResult): boolean => result.status === 'measured' && result.exchanges.length === 0

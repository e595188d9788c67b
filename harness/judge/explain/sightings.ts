import type { Sighting } from '../../model/explanation.ts'
import type { RunResult } from '../../model/report.ts'
import type { Matcher } from './matcher.ts'

/** Every scenario behind a gateway, with the versions at which it ends in the error. */
export const sightings = (runs: readonly RunResult[], { isIt }: Matcher): readonly Sighting[] => {
  const results = runs.flatMap((run) =>
    run.scenarios.flatMap((result) =>
      result.status === 'measured' ? [{ sdk: run.sdk, version: run.version, result }] : [],
    ),
  )
  const cells = Map.groupBy(results, ({ sdk, result }) => JSON.stringify([sdk, result.id, result.gateway]))
  return [...cells.values()].flatMap((cell): Sighting[] => {
    const hits = cell.filter(({ result }) => isIt(result.outcome))
    const [first] = hits
    if (first?.result.outcome.kind !== 'error') return []
    return [
      {
        sdk: first.sdk,
        scenario: first.result.id,
        gateway: first.result.gateway,
        versions: [...new Set(hits.map(({ version }) => version))],
        fromTheStart: first === cell[0],
        outcome: first.result.outcome,
      },
    ]
  })
}

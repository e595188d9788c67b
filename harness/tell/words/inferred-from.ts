import type { ScenarioResult } from '../../model/report.ts'

/** How a result is known that was not observed where it stands; null: it was. */
export const inferredFrom = (result: ScenarioResult): string | null =>
  'inferred' in result
    ? `inferred: observed behind ${result.inferred.gateway}; here each request would be answered the same`
    : null

import type { RunResult } from '../../model/report.ts'
import { reaches } from '../../model/severity.ts'
import { compareRuns } from '../verdict/compare-runs.ts'
import type { Scale } from '../verdict/rules.ts'

/**
 * Do two versions do the same, but for telemetry and cosmetics? What could be measured at one of them alone is a difference:
 * somewhere between them it came or went.
 */
export const looksAlike = (before: RunResult, after: RunResult, scale: Scale): boolean =>
  JSON.stringify(measuredIn(before)) === JSON.stringify(measuredIn(after)) &&
  !compareRuns([before, after], scale).some(({ severity }) => reaches(severity, 'behaviour'))

const measuredIn = ({ scenarios }: RunResult): readonly string[] =>
  scenarios.flatMap(({ id, gateway, status }) => (status === 'measured' ? [`${id} ${gateway}`] : [])).toSorted()

import type { Report } from '../model/report.ts'
import { type Bar, reaches } from '../model/severity.ts'

/**
 * - 0: nothing at or above the bar
 * - 1: a finding at or above it that is not accepted
 * - 3: no such finding, but something could not be measured: a gate that cannot tell does not say yes
 *
 * (2 is wrong usage or configuration, and never comes from a report.)
 */
export const exitCodeOf = (report: Pick<Report, 'runs' | 'findings'>, failOn: Bar): 0 | 1 | 3 => {
  if (report.findings.some(({ severity, accepted }) => accepted === null && reaches(severity, failOn))) return 1
  return report.runs.some(isIncomplete) ? 3 : 0
}

const isIncomplete = (run: Report['runs'][number]): boolean =>
  run.status === 'not-measured' || run.scenarios.some(({ status }) => status === 'timeout' || status === 'crashed')

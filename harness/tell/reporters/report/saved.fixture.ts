import { readFileSync } from 'node:fs'
import { exitCodeOf } from '../../../judge/verdict/exit-code.ts'
import type { Report } from '../../../model/report.ts'
import type { Bar } from '../../../model/severity.ts'
import { parseReport } from './parse-report.ts'
import type { RenderOptions } from './reporter.ts'

/**
 * A saved report, read back as a reader of `report.json` would.
 * - `incidents`: two SDKs; both known incidents (accepted), one new refusal, telemetry, a version and a scenario that
 *   could not be measured, a scenario without words, versions left out
 * - `quiet`: two versions that do the same
 */
export const saved = (name: 'incidents' | 'quiet'): Report => {
  const path = new URL(`../../../../fixtures/reports/${name}.json`, import.meta.url)
  return parseReport(readFileSync(path, 'utf8'), `${name}.json`)
}

/** A saved report in which nothing is accepted. */
export const withNothingAccepted = (report: Report): Report => ({
  ...report,
  findings: report.findings.map((finding) => ({ ...finding, accepted: null })),
  drifts: report.drifts.map((drift) => ({ ...drift, accepted: null })),
})

/** What a command tells a reporter of a report: the bar, and what the judge says of it. */
export const judged = (report: Report, failOn: Bar = 'breaking'): Pick<RenderOptions, 'failOn' | 'exitCode'> => ({
  failOn,
  exitCode: exitCodeOf(report, failOn),
})

import { readFileSync } from 'node:fs'
import type { Report } from '../../../model/report.ts'
import { parseReport } from './schema.ts'

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

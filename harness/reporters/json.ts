import type { Report } from '../model/report.ts'
import type { Reporter } from './reporter.ts'

/** `report.json`: keys in the order the report has them, two spaces, a newline at the end. */
export const json = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`

export const jsonReporter: Reporter = { name: 'json', render: json }

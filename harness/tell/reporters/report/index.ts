import { htmlReporter } from './html.ts'
import { jsonReporter } from './json.ts'
import { noticeReporters } from './notice-reporters.ts'
import type { Reporter } from './reporter.ts'
import { summaryReporter } from './summary.ts'
import { terminalReporter } from './terminal.ts'

/** Every format of the report. */
export const reporters = {
  terminal: terminalReporter,
  summary: summaryReporter,
  json: jsonReporter,
  html: htmlReporter,
  ...noticeReporters,
} as const satisfies Readonly<Record<string, Reporter>>

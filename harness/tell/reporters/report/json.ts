import type { Report } from '../../../model/report.ts'
import { jsonText } from '../../words/in-sight.ts'
import type { Reporter } from './reporter.ts'

/** `report.json`: keys in the order the report has them; each run, finding and drift on a line of its own. */
export const json = (report: Report): string =>
  `{\n${Object.entries(report)
    .map(([key, value]) => `${JSON.stringify(key)}: ${Array.isArray(value) ? lines(value) : jsonText(value, 0)}`)
    .join(',\n')}\n}\n`

const lines = (items: readonly unknown[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => jsonText(item, 0)).join(',\n')}\n]`

export const jsonReporter: Reporter = { name: 'json', file: 'report.json', readBack: true, render: json }

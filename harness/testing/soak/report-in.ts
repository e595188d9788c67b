import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../model/report.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import type { Sandbox } from '../sandbox.ts'

/** The report that a sandbox's last run wrote. */
export const reportIn = ({ dir }: Pick<Sandbox, 'dir'>): Report => {
  const file = join(dir, 'reports', 'report.json')
  return parseReport(readFileSync(file, 'utf8'), file)
}

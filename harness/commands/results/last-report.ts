import { resolve } from 'node:path'
import { knownHint } from '../../ask/matrix/nearest.ts'
import { UserError } from '../../errors.ts'
import type { Finding, Report } from '../../model/report.ts'
import { readReport } from './read-report.ts'

/** The report that the last run wrote into a folder, or null. */
export const lastReport = (out: string, cwd: string): Promise<Report | null> => {
  const file = resolve(cwd, out, 'report.json')
  return readReport(file, file)
}

/** @throws UserError when there is none */
export const neededReport = async (out: string, cwd: string): Promise<Report> => {
  const report = await lastReport(out, cwd)
  if (report) return report
  throw new UserError('report/none', {
    what: `There is no report ${resolve(cwd, out, 'report.json')}.`,
    hint: 'Run sdkdrift matrix first, or name the folder with --out.',
  })
}

/** @throws UserError with the nearest known id */
export const findingOf = (report: Report, id: string): Finding => {
  const found = report.findings.find((finding) => finding.id === id)
  if (found) return found
  const ids = report.findings.map((finding) => finding.id)
  throw new UserError('report/no-finding', {
    what: `The last report has no finding "${id}".`,
    hint: knownHint(id, ids, 'findings'),
  })
}

import { linesIfThere, readIfThere } from '../../edges/documents.ts'
import type { Report } from '../../model/report.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { readLines, takingRuns } from '../../tell/reporters/report/read-lines.ts'
import { asReport } from '../../tell/reporters/report/schema.ts'

/**
 * Reads a report back, run by run: its text may be longer than what may be held.
 * @param name names it in errors
 * @returns null: there is no such file
 * @throws UserError with every fault, each at its line
 */
export const readReport = async (path: string, name: string): Promise<Report | null> => {
  const lines = await linesIfThere(path)
  if (lines === null) return null
  const found = await readLines(lines, takingRuns())
  const report = found && asReport(found)
  if (report) return report
  // Somebody formatted it, or it has faults, which have places in the whole text alone.
  const text = await readIfThere(path)
  return text === null ? null : parseReport(text, name)
}

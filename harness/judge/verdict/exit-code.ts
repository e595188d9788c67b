import type { ExitCode } from '../../model/exit-code.ts'
import { gapsOf } from '../../model/gap.ts'
import type { Report } from '../../model/report.ts'
import { type Bar, fails } from '../../model/severity.ts'

/** What a report comes to at this bar: the one place where that is decided. */
export const exitCodeOf = ({ runs, findings }: Pick<Report, 'runs' | 'findings'>, failOn: Bar): ExitCode => {
  if (findings.some((finding) => fails(finding, failOn))) return 1
  if (runs.some((run) => run.status === 'not-measured' && run.ours)) return 4
  return gapsOf(runs).length > 0 ? 3 : 0
}

import { counted, listed } from '../../../model/listed.ts'
import type { Finding, Report } from '../../../model/report.ts'
import { type Bar, reaches } from '../../../model/severity.ts'

/** What a run comes to. */
export type Tally = {
  /** Not accepted, and at or above the bar. */
  readonly failing: readonly Finding[]
  readonly accepted: number
  /** Of these, how many would make the run fail. */
  readonly forgiven: number
  /** Not accepted, below the bar. */
  readonly lesser: number
  readonly versions: number
  readonly notMeasured: number
  /** Scenario × gateway × version. */
  readonly measurements: number
  /** Timed out or crashed. */
  readonly lost: number
  /** 1: drift at or above the bar; 3: no such drift, but something could not be measured; else 0. */
  readonly exitCode: 0 | 1 | 3
}

export const tally = (report: Report, failOn: Bar): Tally => {
  const open = report.findings.filter((finding) => finding.accepted === null)
  const failing = open.filter((finding) => reaches(finding.severity, failOn))
  const cells = report.runs.flatMap((run) => run.scenarios)
  const lost = cells.filter((cell) => cell.status === 'timeout' || cell.status === 'crashed').length
  const notMeasured = report.runs.filter((run) => run.status === 'not-measured').length
  return {
    failing,
    accepted: report.findings.length - open.length,
    forgiven: report.findings.filter((finding) => finding.accepted !== null && reaches(finding.severity, failOn))
      .length,
    lesser: open.length - failing.length,
    versions: report.runs.length,
    notMeasured,
    measurements: cells.filter((cell) => cell.status === 'measured').length,
    lost,
    exitCode: failing.length > 0 ? 1 : notMeasured + lost > 0 ? 3 : 0,
  }
}

/** What the run comes to and why it exits as it does, without the exit code itself. */
export const verdict = (sum: Tally, failOn: Bar): string => {
  const bar = failOn === 'never' ? 'no drift makes this run fail' : null
  if (sum.exitCode === 1)
    return `${counted(sum.failing.length, 'finding')} at or above \`${failOn}\`${sum.accepted > 0 ? ` ${sum.failing.length === 1 ? 'is' : 'are'} not accepted` : ''}`
  const nothing =
    bar ??
    (sum.forgiven > 0 ? `every finding at or above \`${failOn}\` is accepted` : `nothing at or above \`${failOn}\``)
  return sum.exitCode === 3 ? `${nothing}, but ${gap(sum)} could not be measured` : nothing
}

/** The counts behind it. */
export const counts = (sum: Tally): string[] => [
  ...(sum.accepted > 0 ? [`${sum.accepted} accepted`] : []),
  ...(sum.lesser > 0 ? [counted(sum.lesser, 'lesser finding')] : []),
  ...(sum.exitCode === 1 && gap(sum) !== '' ? [`${gap(sum)} not measured`] : []),
  counted(sum.versions, 'version'),
  counted(sum.measurements, 'measurement'),
]

const gap = (sum: Tally): string =>
  listed([
    ...(sum.notMeasured > 0 ? [counted(sum.notMeasured, 'version')] : []),
    ...(sum.lost > 0 ? [counted(sum.lost, 'scenario')] : []),
  ])

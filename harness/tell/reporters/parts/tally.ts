import type { ExitCode } from '../../../model/exit-code.ts'
import { gapsOf } from '../../../model/gap.ts'
import { counted, listed } from '../../../model/listed.ts'
import { type Finding, isInferred, type Report } from '../../../model/report.ts'
import { type Bar, fails, reaches } from '../../../model/severity.ts'

type Told = { readonly failOn: Bar; readonly exitCode: ExitCode }

/** What a run comes to. */
export type Tally = {
  /** Neither accepted nor known, and at or above the bar. */
  readonly failing: readonly Finding[]
  readonly accepted: number
  /** Of these, how many would make the run fail. */
  readonly forgiven: number
  /** Not accepted, at or above the bar, but not new. */
  readonly known: number
  /** Not accepted, below the bar. */
  readonly lesser: number
  readonly versions: number
  readonly notMeasured: number
  readonly notLookedAt: number
  /** Steps of which nothing was measured at both ends. */
  readonly empty: number
  /** Programs that can do at no version what is asked of them. */
  readonly unable: number
  /** Programs that were let in at no version. */
  readonly refused: number
  /** Scenario × gateway × version, observed there. */
  readonly measurements: number
  /** As many more of these were observed behind another gateway. */
  readonly inferred: number
  /** Timed out or crashed. */
  readonly lost: number
  readonly exitCode: ExitCode
}

/** Counts what there is; what that comes to (`exitCode`) is handed in. */
export const tally = (report: Report, { failOn, exitCode }: Told): Tally => {
  const open = report.findings.filter((finding) => finding.accepted === null)
  const failing = open.filter((finding) => fails(finding, failOn))
  const known = open.filter((finding) => finding.known && reaches(finding.severity, failOn))
  const gaps = gapsOf(report.runs)
  const measured = report.runs.flatMap((run) => run.scenarios).filter(({ status }) => status === 'measured')
  const inferred = measured.filter(isInferred).length
  return {
    failing,
    accepted: report.findings.length - open.length,
    forgiven: report.findings.filter((finding) => finding.accepted !== null && reaches(finding.severity, failOn))
      .length,
    known: known.length,
    lesser: open.length - failing.length - known.length,
    versions: versionsOf(report.runs),
    notMeasured: versionsOf(gaps.filter(({ kind }) => kind === 'version')),
    notLookedAt: new Set(
      (report.notLookedAt ?? []).flatMap(({ sdk, versions }) => versions.map((version) => `${sdk} ${version}`)),
    ).size,
    empty: gaps.filter(({ kind }) => kind === 'step').length,
    unable: gaps.filter(({ kind }) => kind === 'program').length,
    refused: gaps.filter(({ kind }) => kind === 'refused').length,
    measurements: measured.length - inferred,
    inferred,
    lost: gaps.reduce((sum, gap) => sum + (gap.kind === 'scenarios' ? gap.places.length : 0), 0),
    exitCode,
  }
}

/** On several runtimes a version is one all the same. */
const versionsOf = (all: readonly { readonly sdk: string; readonly version: string }[]): number =>
  new Set(all.map(({ sdk, version }) => `${sdk}@${version}`)).size

/** What the run comes to and why it exits as it does, without the exit code itself. */
export const verdict = (sum: Tally, failOn: Bar): string => {
  const bar = failOn === 'never' ? 'no drift makes this run fail' : null
  if (sum.exitCode === 1) return `${counted(sum.failing.length, 'finding')} at or above \`${failOn}\`${whyFailing(sum)}`
  const nothing = bar ?? whyNotFailing(sum, failOn)
  if (sum.exitCode === 4) return `${nothing}, but sdkdrift itself failed, and ${notKnown(sum)}`
  return sum.exitCode === 3 ? `${nothing}, but ${notKnown(sum)}` : nothing
}

const whyFailing = ({ failing, accepted, known }: Tally): string => {
  const are = failing.length === 1 ? 'is' : 'are'
  if (known > 0) return ` ${are} new${accepted > 0 ? ' and not accepted' : ''}`
  return accepted > 0 ? ` ${are} not accepted` : ''
}

const whyNotFailing = ({ forgiven, known }: Tally, failOn: Bar): string => {
  if (known > 0) return `nothing new at or above \`${failOn}\`: ${counted(known, 'finding')} known, not accepted`
  return forgiven > 0 ? `every finding at or above \`${failOn}\` is accepted` : `nothing at or above \`${failOn}\``
}

/** Said of a run that found nothing: of what was not looked at it says nothing. */
export const noDrift = ({ notLookedAt }: Report): string =>
  notLookedAt ? 'no drift between the versions that were looked at' : 'no drift'

/** The counts behind it. */
export const counts = (sum: Tally): string[] => [
  ...(sum.known > 0 && sum.exitCode === 1 ? [`${sum.known} known, not accepted`] : []),
  ...(sum.accepted > 0 ? [`${sum.accepted} accepted`] : []),
  ...(sum.lesser > 0 ? [counted(sum.lesser, 'lesser finding')] : []),
  ...(sum.exitCode === 1 && gap(sum) !== '' ? [`${gap(sum)} not measured`] : []),
  ...(sum.exitCode === 1 && sum.refused > 0 ? [letInNowhere(sum.refused)] : []),
  counted(sum.versions, 'version'),
  ...(sum.notLookedAt > 0 ? [`${sum.notLookedAt} more not looked at`] : []),
  `${counted(sum.measurements, 'measurement')}${sum.inferred > 0 ? `, ${sum.inferred} more inferred from them` : ''}`,
]

/** Why that is no yes, in a clause. */
const notKnown = (sum: Tally): string =>
  listed([
    ...(gap(sum) === '' ? [] : [`${gap(sum)} could not be measured`]),
    ...(sum.refused > 0 ? [letInNowhere(sum.refused)] : []),
  ])

const letInNowhere = (programs: number): string =>
  `${counted(programs, 'program')} ${programs === 1 ? 'was' : 'were'} let in at no version`

const gap = (sum: Tally): string =>
  listed([
    ...(sum.notMeasured > 0 ? [counted(sum.notMeasured, 'version')] : []),
    ...(sum.empty > 0 ? [counted(sum.empty, 'step')] : []),
    ...(sum.unable > 0 ? [counted(sum.unable, 'program')] : []),
    ...(sum.lost > 0 ? [counted(sum.lost, 'scenario')] : []),
  ])

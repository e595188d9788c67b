import type { ExitCode } from '../../../model/exit-code.ts'
import type { FileLine, Notice, Notices, RuleNotice } from '../../../model/notice.ts'
import { type Change, type Finding, keyOf, type Report } from '../../../model/report.ts'
import { type Bar, byGravity, fails } from '../../../model/severity.ts'
import { acceptedText } from '../../words/accepted-text.ts'
import { stepText } from '../../words/step-text.ts'
import { unmeasured } from '../parts/gaps.ts'
import { ordered } from '../parts/ordered.ts'
import { noDrift, tally, verdict } from '../parts/tally.ts'
import { newestMeasured, waysOut } from '../parts/way-out.ts'

/** What a report does not say of itself: where the user pins what, and by which rule a change weighs. */
export type About = {
  readonly placeOf: (sdk: string) => FileLine | null
  readonly rules: readonly RuleNotice[]
  readonly ruleOf: (change: Change) => string
}

/** The report of a run as notices. */
export const noticesOfReport = (
  report: Report,
  { failOn, exitCode }: { readonly failOn: Bar; readonly exitCode: ExitCode },
  about: About,
): Notices => {
  const sum = tally(report, { failOn, exitCode })
  const changed = new Set(report.drifts.map(({ sdk, to }) => `${sdk} ${to}`))
  const measured = report.runs
    .filter(({ status }) => status === 'measured')
    .map(({ sdk, version }) => `${sdk} ${version}`)
  return {
    command: 'matrix',
    toolVersion: report.tool.version,
    ...{ exitCode, failOn },
    verdict: report.findings.length === 0 && exitCode === 0 ? noDrift(report) : verdict(sum, failOn),
    steps: [],
    notices: ordered(report).map((finding) => noticeOf(finding, report, failOn, about)),
    gaps: unmeasured(report).map((gap) => ({ ...gap, place: about.placeOf(gap.what.split(' ', 1)[0] ?? '') })),
    quiet: [...new Set(measured)].filter((name) => !changed.has(name)),
    rules: about.rules,
  }
}

/** One finding as a notice. */
export const noticeOf = (finding: Finding, report: Report, failOn: Bar, about: About): Notice => {
  const [gravest] = finding.changes.toSorted(byGravity)
  return {
    ...{ id: finding.id, key: keyOf(finding), severity: finding.severity, sdk: finding.sdk },
    standing: finding.accepted ? 'accepted' : finding.known ? 'known' : fails(finding, failOn) ? 'fails' : 'below',
    rule: gravest ? about.ruleOf(gravest) : 'unknown',
    step: stepText(finding),
    title: finding.title,
    waysOut: waysOut(finding, newestMeasured(report, finding)).map(({ spelling }) => spelling),
    scenarios: finding.scenarios,
    reason: finding.accepted ? acceptedText(finding.accepted) : null,
    place: about.placeOf(finding.sdk),
  }
}

import type { ExitCode } from '../../../model/exit-code.ts'
import type { GateAnswer, GateCandidate } from '../../../model/gate.ts'
import type { FileLine, Notices } from '../../../model/notice.ts'
import { byGravity } from '../../../model/severity.ts'
import { rowsOf } from '../answers/gate/rows.ts'
import { candidateReport } from '../answers/gate/step.ts'
import { why } from '../answers/gate/why.ts'
import { type About, noticeOf } from './of-report.ts'

/** The answer of a gate as notices, each at the line that pins its version. */
export const noticesOfGate = (
  answer: GateAnswer,
  { exitCode, toolVersion }: { readonly exitCode: ExitCode; readonly toolVersion: string },
  rules: Omit<About, 'placeOf'>,
): Notices => {
  const { candidates, failOn, verdict } = answer
  const steps = candidates.filter(({ from, to }) => from !== to)
  return {
    command: 'gate',
    ...{ toolVersion, exitCode, failOn },
    verdict: `${verdict}: ${why(answer)}`,
    steps: rowsOf(answer),
    // Two places of a project with one step have its findings both: each is told where it stands.
    notices: steps
      .flatMap((candidate) =>
        candidate.findings.map((finding) =>
          noticeOf(finding, candidateReport(candidate), failOn, { ...rules, placeOf: () => placeOf(candidate) }),
        ),
      )
      .toSorted(byGravity),
    gaps: steps.flatMap((candidate) =>
      candidate.unknown.map((text) => ({ what: nameOf(candidate), why: text, place: placeOf(candidate) })),
    ),
    quiet: steps.filter(({ findings, unknown }) => findings.length + unknown.length === 0).map(nameOf),
    rules: rules.rules,
  }
}

const nameOf = ({ sdk, from, to }: GateCandidate): string => `${sdk} ${from} → ${to}`
const placeOf = ({ file, line }: GateCandidate): FileLine | null => (file === null ? null : { file, line: line ?? 1 })

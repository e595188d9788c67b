import type { ExitCode } from '../../../model/exit-code.ts'
import type { GateAnswer, GateCandidate } from '../../../model/gate.ts'
import type { FileLine, Notices } from '../../../model/notice.ts'
import { byGravity } from '../../../model/severity.ts'
import { unknownBrief } from '../../words/evidence-text.ts'
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
  const steps = candidates.filter((candidate) => candidate.verdict !== 'current')
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
    gaps: [
      ...steps.flatMap((candidate) =>
        gapsOf(candidate).map((why) => ({ what: nameOf(candidate), why, place: placeOf(candidate) })),
      ),
      // Files that could not be read are of no step.
      ...(verdict === 'unknown' && steps.every((step) => step.verdict !== 'unknown')
        ? answer.notes.slice(0, 1).map((why) => ({ what: 'the project', why, place: null }))
        : []),
    ],
    quiet: steps.filter((one) => one.findings.length + gapsOf(one).length === 0).map(nameOf),
    rules: rules.rules,
  }
}

/** What cannot be told of a step; its evidence may be all that is wanting. */
const gapsOf = (candidate: GateCandidate): readonly string[] =>
  candidate.unknown.length === 0 && candidate.verdict === 'unknown' ? [unknownBrief(candidate)] : candidate.unknown

const nameOf = ({ sdk, from, to }: GateCandidate): string => (from === to ? `${sdk} ${from}` : `${sdk} ${from} → ${to}`)
const placeOf = ({ file, line }: GateCandidate): FileLine | null => (file === null ? null : { file, line: line ?? 1 })

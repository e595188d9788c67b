import {
  GATE_VERDICTS,
  type GateAnswer,
  type GateCandidate,
  type GateFinding,
  YOUR_COMMAND,
} from '../../../../model/gate.ts'
import { type Report, SCHEMA_VERSION } from '../../../../model/report.ts'
import { type Bar, fails, reaches } from '../../../../model/severity.ts'
import { ordered } from '../../parts/ordered.ts'

/** A step of the project: places that take the same one share its measurement, and are told together. */
export type Step = {
  readonly candidate: GateCandidate
  /** Of every place, each once. */
  readonly notes: readonly string[]
  readonly places: readonly string[]
  /** Told in full: those that can stop a service, and whatever blocks. A command of the user's own comes first. */
  readonly grave: readonly GateFinding[]
  readonly lesser: readonly GateFinding[]
}

/** The steps of an answer, the worst one first. */
export const stepsOf = ({ candidates, failOn }: GateAnswer): readonly Step[] =>
  [...Map.groupBy(candidates, ({ sdk, from, to }) => JSON.stringify([sdk, from, to])).values()]
    .flatMap((same) => stepOf(same, failOn))
    .toSorted((a, b) => weight(a) - weight(b))

const weight = ({ candidate }: Step): number => GATE_VERDICTS.indexOf(candidate.verdict)

const stepOf = (same: readonly GateCandidate[], failOn: Bar): readonly Step[] => {
  const [candidate] = same
  if (!candidate) return []
  const findings: readonly GateFinding[] = ordered(candidateReport(candidate))
  const isGrave = (finding: GateFinding): boolean => reaches(finding.severity, 'routing') || fails(finding, failOn)
  const places = same.flatMap(({ file, line }) => (file === null ? [] : [`${file}${line === null ? '' : `:${line}`}`]))
  return [
    {
      candidate,
      notes: [...new Set(same.flatMap((one) => one.notes))],
      places: [...new Set(places)],
      grave: findings.filter(isGrave).toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a))),
      lesser: findings.filter((finding) => !isGrave(finding)),
    },
  ]
}

/** A command of the user's own decides; what scenarios show besides stands behind it. */
export const isOwn = (finding: GateFinding | undefined): boolean => finding?.scenarios.includes(YOUR_COMMAND) ?? false

/** What a finding's words are made of. */
export const candidateReport = ({ findings, drifts }: GateCandidate): Report => ({
  schemaVersion: SCHEMA_VERSION,
  tool: { name: 'sdkdrift', version: '' },
  startedAt: '',
  finishedAt: '',
  failOn: '',
  runs: [],
  leftOut: [],
  notes: [],
  findings,
  drifts,
})

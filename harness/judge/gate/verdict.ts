import { GATE_VERDICTS, type GateVerdict } from '../../model/gate.ts'
import type { Finding } from '../../model/report.ts'
import { type Bar, fails } from '../../model/severity.ts'

/**
 * What findings and gaps come to. Accepted findings do not count.
 * @param isWhole false when something could not be measured
 */
export const verdictOf = (
  findings: readonly Pick<Finding, 'severity' | 'accepted'>[],
  failOn: Bar,
  isWhole: boolean,
): GateVerdict => {
  if (findings.some((finding) => fails(finding, failOn))) return 'blocked'
  if (!isWhole) return 'unknown'
  return findings.some((finding) => fails(finding, 'auth')) ? 'review' : 'safe'
}

/** The worst of several; `safe` for none. */
export const worstVerdict = (verdicts: readonly GateVerdict[]): GateVerdict =>
  GATE_VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'safe'

export const GATE_EXIT_CODES = { safe: 0, review: 0, blocked: 1, unknown: 3 } as const satisfies Record<
  GateVerdict,
  number
>

import { type Evidence, GATE_VERDICTS, type GateVerdict } from '../../model/gate.ts'
import type { Finding } from '../../model/report.ts'
import { type Bar, fails } from '../../model/severity.ts'

/**
 * What findings, gaps and evidence come to. Accepted findings do not count. A yes needs evidence: where nothing was let in
 * at the older version, that the newer one sends the same says nothing about who lets it in; where nothing is let in at the
 * newer one, and that is accepted, somebody has to look whether what was accepted is in place.
 * @param isWhole false when something could not be measured
 */
export const verdictOf = (
  findings: readonly Pick<Finding, 'severity' | 'accepted'>[],
  failOn: Bar,
  isWhole: boolean,
  evidence: Pick<Evidence, 'admittedBefore' | 'admittedBoth' | 'lost'>,
): GateVerdict => {
  if (findings.some((finding) => fails(finding, failOn))) return 'blocked'
  if (!isWhole || evidence.admittedBefore === 0 || evidence.lost.length > 0) return 'unknown'
  return findings.some((finding) => fails(finding, REVIEWED)) || evidence.admittedBoth === 0 ? 'review' : 'safe'
}

/** From this severity on a person should look: a gateway decides by credentials, method and address. */
const REVIEWED = 'routing'

/** The worst of several; `current` for none: nothing moves. */
export const worstVerdict = (verdicts: readonly GateVerdict[]): GateVerdict =>
  GATE_VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'current'

export const GATE_EXIT_CODES = { current: 0, safe: 0, review: 0, blocked: 1, unknown: 3 } as const satisfies Record<
  GateVerdict,
  number
>

import type { ChangeKind } from './change-kind.ts'
import type { RuleId } from './rule-id.ts'
import type { Severity } from './severity.ts'

/** Which changes an override speaks of: all that is given must hold. `*` stands for any run of characters. */
export type ChangeMatch = {
  /** The rule that weighs it. */
  readonly rule?: RuleId
  readonly kind?: ChangeKind
  /** What has changed, as `report.json` has it: a header field (lower case), a credential's role, a place in the body. */
  readonly name?: string
  /** Where a leaked credential goes: a host, or `other-origin`, `other-port`, `http://gateway` (without TLS) where a redirect leads. Only leaks have one. */
  readonly host?: string
  readonly sdk?: string
  /** A scenario with its variant, or a program. */
  readonly scenario?: string
  readonly gateway?: string
}

/** What the user says of a change's severity, against the rules. */
export type SeverityOverride = {
  readonly match: ChangeMatch
  readonly severity: Severity
  readonly reason: string
}

/** What became of a change's severity by an override. */
export type Overridden = {
  /** The severity that the rules give it. */
  readonly from: Severity
  readonly reason: string
  /** Which entry of `severities` in `matrix.json` it was, from 0. */
  readonly entry: number
}

/** Would this take weight from leaks? */
export const lowersLeaks = ({ match, severity }: SeverityOverride): boolean =>
  (match.rule === 'credential-leaked' || match.kind === 'credential-leaked') && severity !== 'breaking'

/**
 * What an override lacks to take weight from a leak: that a credential goes to a stranger is waved through only where it is
 * said which credential of which SDK goes to which host, each by its whole name. Empty: it lacks nothing.
 */
export const lacksForLeak = (match: ChangeMatch): readonly ('name' | 'host' | 'sdk')[] =>
  (['name', 'host', 'sdk'] as const).filter((key) => match[key] === undefined || match[key].includes('*'))

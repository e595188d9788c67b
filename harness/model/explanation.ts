import type { Outcome } from './capture.ts'
import type { Remedy } from './report.ts'
import type { Severity } from './severity.ts'

/** The answer of `explain`, as `--json` prints it. */
export type Explanation = {
  /** What was asked about. */
  readonly text: string
  /** What was looked through: the last report, or a measurement made for it. */
  readonly source: 'report' | 'measured'
  /** Where the text was observed. Empty: nowhere. */
  readonly seen: readonly Sighting[]
  /** The changes that brought it, worst first. Empty though it was seen: the oldest version measured has it already. */
  readonly causes: readonly ExplainedCause[]
}

/** One SDK, scenario and gateway, with the measured versions that end in this error. */
export type Sighting = {
  readonly sdk: string
  readonly scenario: string
  readonly gateway: string
  /** As measured, oldest first. */
  readonly versions: readonly string[]
  /** The oldest version that was measured at all has it. */
  readonly fromTheStart: boolean
  readonly outcome: Extract<Outcome, { kind: 'error' }>
}

/** One finding that turned another answer into this one. */
export type ExplainedCause = {
  /** The finding's id. */
  readonly finding: string
  readonly sdk: string
  readonly from: string
  /** The version that brought it. */
  readonly to: string
  readonly severity: Severity
  readonly title: string
  readonly accepted: string | null
  readonly before: Outcome
  readonly after: Outcome
  readonly scenarios: readonly string[]
  readonly gateways: readonly string[]
  /** The first measured version after `to` at which none of these scenarios ends so; null: still there at the newest. */
  readonly goneAt: string | null
  /** The newest version of the SDK that was measured. */
  readonly newest: string | null
  readonly remedies: readonly Remedy[]
}

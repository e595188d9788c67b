import type { StepLine } from './release-line.ts'
import type { Change, ScenarioResult } from './report.ts'

/** The answer of a bisection, as `bisect --json` prints it. */
export type Bisection = {
  readonly sdk: string
  readonly scenario: string
  readonly gateway: string
  /** The ends that were compared. */
  readonly good: string
  readonly bad: string
  /** How many published versions lie on the way from one end to the other, both included. */
  readonly versions: number
  readonly transitions: readonly Transition[]
  /** What was observed at each end, also where they do not differ; null: the version could not be measured. */
  readonly ends: readonly { readonly version: string; readonly result: ScenarioResult | null }[]
  /** Versions that were tried and could not be measured, with the reason. */
  readonly skipped: readonly { readonly version: string; readonly reason: string }[]
  /** What this call cost; results that were kept cost nothing. */
  readonly installs: number
  readonly probes: number
  readonly rounds: number
  /** Was each version in the range looked at? */
  readonly complete: boolean
  /** Remarks: several transitions proved, what was not looked at. */
  readonly notes: readonly string[]
}

export type Transition = {
  readonly from: string
  readonly to: string
  /** Of which release line the step is; absent where the versions of the range form one. */
  readonly line?: StepLine
  /** The registry's word, or null. */
  readonly fromPublishedAt: string | null
  readonly toPublishedAt: string | null
  readonly changes: readonly Change[]
  /** Versions between the two that could not be measured: the first bad one may be any of them. */
  readonly suspects: readonly string[]
  /** The repository's compare page, when its own metadata names one. */
  readonly compare: string | null
}

/** What a bisection ended with. */
export type BisectEnd =
  | { readonly kind: 'answered'; readonly bisection: Bisection }
  /** The ends do not differ in what counts as bad. */
  | { readonly kind: 'no-difference'; readonly bisection: Bisection }
  | {
      readonly kind: 'end-not-measured'
      readonly version: string
      readonly reason: string
      readonly bisection: Bisection
    }

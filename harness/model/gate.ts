import type { Outcome } from './capture.ts'
import type { Drift, Finding, ScenarioResult } from './report.ts'
import type { Registry } from './sdk.ts'
import type { Bar } from './severity.ts'

/**
 * May the upgrade go in? Worst first.
 * - `blocked`: a finding at or above the bar that is not accepted
 * - `unknown`: no such finding, but something could not be measured, or nothing was let in at the older version: a gate
 *   that cannot tell does not say yes
 * - `review`: a finding of `routing` or worse that stays below the bar, or nothing let in at the newer version, as accepted
 * - `safe`: none of these, and at least one call was let in on both sides
 * - `current`: there is no step to take, and nothing was measured: a yes to nothing
 */
export const GATE_VERDICTS = ['blocked', 'unknown', 'review', 'safe', 'current'] as const
export type GateVerdict = (typeof GATE_VERDICTS)[number]

/** What a verdict rests on, in cells: one scenario behind one gateway, measured at both versions. */
export type Evidence = {
  readonly compared: number
  /** Let in at the older version; at both. */
  readonly admittedBefore: number
  readonly admittedBoth: number
  /** Let in at both, but observed behind another gateway at one of them or at both. */
  readonly inferred: number
  /** Measured at the older version; the newer one cannot express it. */
  readonly lost: readonly { readonly scenario: string; readonly gateway: string; readonly reason: string }[]
  /** Where nothing was let in and went well at the older version: how each ended there, and which rule of the gateway spoke last. */
  readonly refused: readonly {
    readonly scenario: string
    readonly gateway: string
    readonly outcome: Outcome
    readonly by: string | null
    /** The status that the gateway answered last; null when nobody was asked. */
    readonly answered: number | null
  }[]
}

/** A program that the gateway let in to the last, and that ended with an error of its own all the same. */
export type FailedAfterYes = {
  readonly scenario: string
  readonly gateway: string
  readonly outcome: Outcome
  /** The status that it was answered last. */
  readonly answered: number
}

/** Was its last request answered with a yes, and did it fail by itself all the same? */
export const isFailedAfterYes = ({
  answered,
  outcome,
}: Pick<Evidence['refused'][number], 'answered' | 'outcome'>): boolean =>
  // 0: the connection was reset, and nothing answered.
  answered !== null && answered > 0 && answered < 400 && outcome.kind === 'error' && (outcome.status ?? 0) < 400

/** The scenario that a user's own command is. */
export const YOUR_COMMAND = 'your-command'

/** The answer of a gate, as `gate --json` prints it. */
export type GateAnswer = {
  /** The worst of the candidates'. */
  readonly verdict: GateVerdict
  readonly failOn: Bar
  readonly candidates: readonly GateCandidate[]
  /** Remarks on the project or the run as a whole. */
  readonly notes: readonly string[]
}

/** How far a project may go from the version that it has, as it is. */
export type HowFar = {
  /** The furthest version that was seen to be `safe`; the one that it has when none was. */
  readonly safe: string
  /** Its release line; absent where the versions up to the newest form one. */
  readonly line?: string
  /** The first version behind it that is not, with its verdict and gravest cause; null: the newest is safe. */
  readonly first: { readonly version: string; readonly verdict: GateVerdict; readonly why: string } | null
  /** The newest version at which the way out of that cause was seen to pass; null: none was seen. */
  readonly withWayOut: string | null
  /** The versions that answer "how far": each with its verdict, oldest first. */
  readonly ends: readonly {
    readonly is: readonly ('allowed' | 'same-major' | 'newest')[]
    readonly version: string
    readonly verdict: GateVerdict
  }[]
  /** How many of the listed versions up to the newest were measured; what lies between them was not looked at. */
  readonly looked: number
  readonly of: number
}

/** One step from a version to another, as one place in a project would take it. */
export type GateCandidate = {
  readonly sdk: string
  readonly registry: Registry
  readonly package: string
  /** Where the project names it; null when the versions were given by hand. */
  readonly file: string | null
  readonly line: number | null
  readonly from: string
  /** The same as `from`: there is nothing to move to, and nothing was measured. */
  readonly to: string
  readonly verdict: GateVerdict
  /** null: not looked for, since a version was asked for, or there is nothing newer. */
  readonly howFar: HowFar | null
  /** null: nothing was measured. */
  readonly evidence: Evidence | null
  readonly findings: readonly GateFinding[]
  readonly drifts: readonly Drift[]
  /** What could not be measured, each with its reason. */
  readonly unknown: readonly string[]
  readonly notes: readonly string[]
  /** What the user's own command did, also where nothing changed; null when it was not run. */
  readonly command: GateCommand | null
  /** The registry's page of `to`; null when the registry in use is not the public one. */
  readonly page: string | null
  /** The repository's page that compares the two versions, when its metadata names one. */
  readonly compare: string | null
}

/** What a user's own command comes to behind one gateway. */
export type CommandAt = {
  readonly gateway: string
  readonly verdict: GateVerdict
  /** Was anything let in there at the older version? */
  readonly letInBefore: boolean
  /** It was run there at the older version and its result lost (`timeout`, …): whether it was let in is not known. */
  readonly lostBefore?: true
}

/** A user's own command at each end of a step: behind each gateway its outcome and its requests, normalised. */
export type GateCommand = {
  readonly verdict: GateVerdict
  /** By gateway: which of them is the user's only the user knows. */
  readonly places: readonly CommandAt[]
  readonly runs: readonly { readonly version: string; readonly results: readonly ScenarioResult[] }[]
}

export type GateFinding = Finding & {
  /** With --explain; null when it could not be found out. */
  readonly broughtBy?: BroughtBy | null
}

/** The version that brought a finding. */
export type BroughtBy = {
  readonly version: string
  /** The last version without it. */
  readonly after: string
  /** Between the two and not measurable: it may be one of these instead. */
  readonly suspects: readonly string[]
  /** The registry's word, or null. */
  readonly publishedAt: string | null
  readonly page: string | null
  readonly compare: string | null
  readonly notes: readonly string[]
}

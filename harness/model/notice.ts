import type { ExitCode } from './exit-code.ts'
import type { GateVerdict } from './gate.ts'
import type { Bar, Severity } from './severity.ts'

/** A line of a file of the user's, as a path from where the tool was called. */
export type FileLine = { readonly file: string; readonly line: number }

/** One finding, for whoever reads it beside code or in a list of tests. */
export type Notice = {
  readonly id: string
  /** The same from release to release; the id where a report has no keys. */
  readonly key: string
  readonly severity: Severity
  /** Why it fails the run, or does not. */
  readonly standing: 'fails' | 'below' | 'accepted' | 'known'
  /** The row of the table of severities that weighs it most. */
  readonly rule: string
  readonly sdk: string
  /** `2.33.0 → 2.34.0`. */
  readonly step: string
  /** One sentence. */
  readonly title: string
  /** What passes instead, in words; empty: nothing is known. */
  readonly waysOut: readonly string[]
  /** Scenario ids. */
  readonly scenarios: readonly string[]
  /** Why it is accepted; null: it is not. */
  readonly reason: string | null
  /** The line that pins the version; null: there is none. */
  readonly place: FileLine | null
}

/** What could not be told. */
export type GapNotice = { readonly what: string; readonly why: string; readonly place: FileLine | null }

/** One step of a project, as a gate answers it. */
export type StepNotice = {
  readonly sdk: string
  /** `2.33.0 → 2.34.0`; one version: there is nothing to move to. */
  readonly step: string
  readonly answer: GateVerdict
  /** One sentence. */
  readonly reason: string
  /** What passes instead, or how far one may go; null: nothing has to be done, or nothing is known. */
  readonly wayOut: string | null
}

/** A row of the table of severities. */
export type RuleNotice = { readonly id: string; readonly severity: Severity; readonly because: string }

/** The answer of a run or of a gate, as every format that is read by another program needs it. */
export type Notices = {
  readonly command: 'matrix' | 'gate'
  readonly toolVersion: string
  readonly exitCode: ExitCode
  readonly failOn: Bar
  /** What it comes to, in one sentence. */
  readonly verdict: string
  /** Of a gate: each step, the worst one first; of a run there are none. */
  readonly steps: readonly StepNotice[]
  /** Worst first. */
  readonly notices: readonly Notice[]
  readonly gaps: readonly GapNotice[]
  /** What was measured and changed nothing: SDK and version. */
  readonly quiet: readonly string[]
  readonly rules: readonly RuleNotice[]
}

import type { Lines } from '../../ecosystems/lines.ts'
import type { Family } from '../../model/family.ts'
import type { Evidence, GateCommand, GateVerdict, HowFar } from '../../model/gate.ts'
import type { Acceptance, MatrixSdk } from '../../model/matrix.ts'
import type { Program } from '../../model/program.ts'
import type { Drift, Finding } from '../../model/report.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Target } from '../../model/sdk.ts'
import type { Bar } from '../../model/severity.ts'
import type { SeverityOverride } from '../../model/severity-override.ts'
import type { Ends } from './how-far.ts'

/** One step to be measured: its two ends and nothing between. */
export type GateStep = {
  readonly sdk: MatrixSdk
  readonly family: Family
  readonly from: Target
  readonly to: Target
  /** Every listed version, oldest first: acceptances may speak of one between the ends. */
  readonly versions: readonly string[]
  /** The release lines that they form. */
  readonly lines: Pick<Lines, 'nameOf' | 'stepOf' | 'way'>
  /** For "how far may I go": `from` and all sound versions behind it, and which of them are asked about first; null: not asked. */
  readonly reach: { readonly targets: readonly Target[]; readonly ends: Ends } | null
}

export type GateRequest = {
  readonly steps: readonly GateStep[]
  readonly scenarios: readonly Scenario[]
  /** The scenario entries as given: they pick the variants. */
  readonly patterns: readonly string[]
  readonly gateways: readonly string[]
  /** Did the user say which gateways? Else all stand there, theirs and others. */
  readonly gatewaysChosen: boolean
  readonly acceptances: readonly Acceptance[]
  /** What the user says of severities. */
  readonly severities: readonly SeverityOverride[]
  readonly failOn: Bar
  readonly timeoutMs: number
  /** The user's own command; null: scenarios alone. */
  readonly command: Program | null
}

export type JudgedStep = {
  readonly verdict: GateVerdict
  readonly findings: readonly Finding[]
  readonly drifts: readonly Drift[]
  readonly evidence: Evidence
  /** What could not be measured. */
  readonly unknown: readonly string[]
  readonly notes: readonly string[]
  /** Nothing was asked about it: the command, which is all that was run, is about another SDK. */
  readonly aside: boolean
  /** Which set of the SDK's variables the user's command was run with; null when it was not. */
  readonly variables: number | null
  /** What the user's command did at both ends; null when it was not run. */
  readonly command: GateCommand | null
  /** Could both ends be measured at all? */
  readonly measured: boolean
}

export type GateStepAnswer = JudgedStep & { readonly howFar: HowFar | null }

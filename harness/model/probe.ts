import type { Drift, RunResult } from './report.ts'

/** The answer of `probe`, as `--json` prints it. */
export type Probe = {
  /** null when a folder could not even say what it is. */
  readonly sdk: string | null
  readonly path: string
  /** What `path` is called in this run: `1.3.0+checkout`; null when it could not be opened. */
  readonly version: string | null
  readonly against: string
  readonly verdict: 'same' | 'differs' | 'not-measured'
  /** What could not be measured, and why. */
  readonly reasons: readonly string[]
  /** Remarks of the run: severities that matrix.json changed. */
  readonly notes: readonly string[]
  /** The differences that count. */
  readonly drifts: readonly Drift[]
  /** What was observed at both, also where nothing differs: what it is compared with, then the build. */
  readonly runs: readonly RunResult[]
}

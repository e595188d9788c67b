import type { Change, Drift, Finding } from './report.ts'

/** A drift as the judge leaves it: facts alone. Words are put to it when the report is put together. */
export type JudgedDrift = Omit<Drift, 'summary'> & {
  /** Those of its changes that say what the release did; the others follow from them, or are too small to tell. */
  readonly causes: readonly Change[]
  /** Fields that still carry the credential which a removed field carried: "no longer sends A beside B". */
  readonly beside: readonly string[]
  /** What became of the call, for whoever relied on it. */
  readonly answer: 'worse' | 'better' | 'same'
}

export type JudgedFinding = Omit<Finding, 'title'> & {
  /** The changes that make its signature, gravest first. */
  readonly causes: readonly Change[]
}

/** `drifts` of a finding stand in its own order: those with nothing but its cause first. */
export type Judged = { readonly findings: readonly JudgedFinding[]; readonly drifts: readonly JudgedDrift[] }

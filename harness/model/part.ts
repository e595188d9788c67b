import type { NotLookedAt, Report, RunResult } from './report.ts'

/** Which of how many parts, from 1. */
export type Shard = { readonly index: number; readonly of: number }

/** One version on one runtime, as a run of the matrix is known. */
export type RunName = Pick<RunResult, 'sdk' | 'version' | 'on'>

/** What was observed, before anything is compared: all that a report is made of beside the matrix. */
export type Measured = {
  /** ISO 8601. */
  readonly startedAt: string
  readonly finishedAt: string
  /** By SDK in the order of the matrix, versions oldest first. */
  readonly runs: readonly RunResult[]
  readonly noise: NonNullable<Report['noise']>
  /** SDKs that the user's own command never asks for, each with the reason. */
  readonly others: readonly (readonly [sdk: string, reason: string])[]
  readonly notLookedAt: readonly NotLookedAt[]
  readonly leftOut: Report['leftOut']
  /** What planning had to remark. */
  readonly notes: readonly string[]
}

/** What one machine measured of a matrix that several share. */
export type Part = {
  readonly schemaVersion: 1
  readonly tool: Report['tool']
  readonly shard: Shard
  /** What was asked for, as a digest: parts of one matrix have the same. */
  readonly asked: string
  /** What all parts together are to measure, in the order of the report. */
  readonly planned: readonly RunName[]
  readonly measured: Measured
}

/** How a matrix is shared out, as `plan` writes it down for the machines. */
export type SharedPlan = {
  readonly schemaVersion: 1
  /** As in the parts. */
  readonly asked: string
  /** How many versions have all their results already: no part is the longer for them. */
  readonly known: number
  readonly shards: readonly PlannedShard[]
}

export type PlannedShard = {
  /** `2/4` */
  readonly shard: string
  /** On one core, about. */
  readonly seconds: number
  /** What it has to measure, each as `runNameText` names it. */
  readonly versions: readonly string[]
}

/** `openai-python 2.34.0`, `openai-python 2.34.0 on python 3.11`. */
export const runNameText = ({ sdk, version, on }: RunName): string => `${sdk} ${version}${on ? ` on ${on}` : ''}`

import type { Clock } from '../../edges/clock.ts'
import { compareRecordings as compare } from '../../judge/recordings/compare-recordings.ts'
import { normaliseRecordings } from '../../judge/recordings/normalise-recordings.ts'
import { judgeDrifts } from '../../judge/verdict/judge.ts'
import type { FieldRoles } from '../../judge/verdict/rules.ts'
import type { Acceptance } from '../../model/matrix.ts'
import type { Recording } from '../../model/recording.ts'
import { type Report, type RunResult, SCHEMA_VERSION, type ScenarioResult } from '../../model/report.ts'
import { rolesIn } from '../../model/role.ts'
import type { Bar } from '../../model/severity.ts'
import type { SeverityOverride } from '../../model/severity-override.ts'
import { inWords } from '../../tell/words/in-words.ts'
import { severityNotes } from '../../tell/words/severity-text.ts'
import { todayOf } from '../today.ts'

export type RecordingsRequest = {
  /** The older side, the newer one; they are called differently. */
  readonly recordings: readonly [Recording, Recording]
  readonly roles: FieldRoles
  readonly failOn: Bar
  readonly acceptances: readonly Acceptance[]
  /** What the user says of severities. */
  readonly overrides: readonly SeverityOverride[]
}

/** What stands for the SDK of a report: what was recorded. */
const RECORDING = 'recording'

/** Two recordings as two versions of something: the same stages from normalising on. Nothing is asked or measured. */
export const compareRecordings = (
  { recordings, roles, failOn, acceptances, overrides }: RecordingsRequest,
  { clock, toolVersion }: { readonly clock: Clock; readonly toolVersion: string },
): Report => {
  const startedAt = clock.now().toISOString()
  const [before, after] = normaliseRecordings(recordings)
  if (!before || !after) throw new Error('Two recordings give two results.')
  const [one, other] = recordings
  const ends = { from: one.file, to: other.file }
  const compared = compare(before, after, ends, { sdk: RECORDING, roles, overrides })
  const runs = [runOf(one, compared.before), runOf(other, compared.after)]
  const facts = { roles, handOvers: [], acceptances, inRange: () => false, today: todayOf(clock) }
  const { findings, drifts } = inWords(judgeDrifts(compared.drifts, runs, facts))
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'sdkdrift', version: toolVersion },
    startedAt,
    finishedAt: clock.now().toISOString(),
    failOn,
    runs,
    findings,
    drifts,
    leftOut: [],
    notes: [
      ...recordings.flatMap((recording, index) => ownNotes(recording, [before, after][index])),
      ...notesOf(ends, before, after),
      ...severityNotes(drifts),
    ],
  }
}

const runOf = ({ file, recordedBy }: Recording, scenarios: readonly ScenarioResult[]): RunResult => ({
  sdk: RECORDING,
  version: file,
  runtime: recordedBy ?? 'unknown',
  publishedAt: null,
  dependencies: {},
  status: 'measured',
  scenarios,
})

const rolesOf = (result: ScenarioResult | undefined): ReadonlySet<string> =>
  new Set(rolesIn(JSON.stringify(result?.status === 'measured' ? result.exchanges : [])))

const ownNotes = ({ file, leftOut }: Recording, result: ScenarioResult | undefined): readonly string[] => [
  ...(leftOut > 0 ? [`${file}: ${leftOut} of its entries are no requests over HTTP, and were left out.`] : []),
  ...(rolesOf(result).size === 0
    ? [`${file} holds no credential. Browsers leave them out unless they are told to export sensitive data.`]
    : []),
]

/** A token that was renewed between two recordings is another value, and reads as a change. */
const notesOf = (
  { from, to }: { readonly from: string; readonly to: string },
  before: ScenarioResult,
  after: ScenarioResult,
): readonly string[] => {
  const [a, b] = [rolesOf(before), rolesOf(after)]
  const alone = [...a].filter((role) => !b.has(role)).map((role) => `‹${role}›`)
  const others = [...b].filter((role) => !a.has(role)).map((role) => `‹${role}›`)
  if (alone.length === 0 || others.length === 0) return []
  return [
    `${alone.join(', ')} stands in ${from} alone, ${others.join(', ')} in ${to} alone: another value is another credential. Record both with the same ones to compare how they are sent.`,
  ]
}

import type { InRange } from '../../ecosystems/in-range.ts'
import type { Judged, JudgedDrift, JudgedFinding } from '../../model/judged.ts'
import type { Acceptance } from '../../model/matrix.ts'
import type { Change, Finding, RunResult } from '../../model/report.ts'
import { byGravity, worst } from '../../model/severity.ts'
import type { SeverityOverride } from '../../model/severity-override.ts'
import { acceptedBy } from '../accept/accepted-by.ts'
import type { Unstable } from '../diff/noise.ts'
import { compareOnRuntimes, versionOf, withoutRuntimes } from './compare-on-runtimes.ts'
import type { RawDrift } from './compare-runs.ts'
import { findingKey } from './finding-key.ts'
import { type Cause, groupCauses } from './group-causes.ts'
import { type HandOver, remediesFor, type Tried } from './remedies.ts'
import { type FieldRoles, rank, type Scale } from './rules.ts'
import { causeOf, causesOf, signatureOfChange } from './signature.ts'
import { stableId } from './stable-id.ts'
import { endsOf, type Step, seenOn, sidesOf } from './step-ends.ts'

/** What judging one SDK needs beside its runs. */
export type JudgeFacts = {
  readonly roles: FieldRoles
  readonly handOvers: readonly HandOver[]
  readonly acceptances: readonly Acceptance[]
  /** What the user says of severities; default: nothing. */
  readonly overrides?: readonly SeverityOverride[]
  readonly inRange: InRange
  /** YYYY-MM-DD, UTC. */
  readonly today: string
  /** What a noise check found to differ by itself; default: nothing. */
  readonly unstable?: Unstable
}

/**
 * Everything there is to say about one SDK: drifts (evidence) and findings (causes), worst first.
 * @param runs oldest version first; on several runtimes those of the oldest first
 */
export const judge = (runs: readonly RunResult[], facts: JudgeFacts): Judged =>
  judgeDrifts(compareOnRuntimes(runs, scaleOf(runs, facts), facts.unstable), runs, facts)

/** The same of drifts that are known already. */
export const judgeDrifts = (drifts: readonly RawDrift[], runs: readonly RunResult[], facts: JudgeFacts): Judged => {
  const causes = groupCauses(drifts)
  const judged = distinct(causes.map((cause) => judgeCause(cause, runs, facts)))
  return {
    findings: judged.map(({ finding }) => finding).sort(byWeight(runs)),
    drifts: judged.flatMap(({ drifts }) => drifts).sort(byWeight(runs)),
  }
}

const scaleOf = ([run]: readonly RunResult[], { roles, overrides = [] }: JudgeFacts): Scale => ({
  sdk: run?.sdk ?? '',
  roles,
  overrides,
})

type JudgedCause = { readonly finding: JudgedFinding; readonly drifts: readonly JudgedDrift[] }

/** One change may come to one version from two others, where one runtime could not be measured at one of these. */
const distinct = (judged: readonly JudgedCause[]): readonly JudgedCause[] => {
  const taken = new Set<string>()
  return judged.map((one) => {
    const { finding, drifts } = one
    if (finding.on === undefined || !taken.has(finding.id)) {
      taken.add(finding.id)
      return one
    }
    const id = `${finding.id}-${stableId(finding.from)}`
    return { finding: { ...finding, id }, drifts: drifts.map((drift) => ({ ...drift, finding: id })) }
  })
}

const judgeCause = (
  { signature, own, drifts: raw }: Cause,
  runs: readonly RunResult[],
  facts: JudgeFacts,
): JudgedCause => {
  const [first] = raw
  if (!first) throw new Error('A cause has at least one drift.')
  const { sdk, line } = first
  const on = seenOn(raw, runs)
  // Of a step of runtimes the newest version that shows it.
  const newest = on?.kind === 'between' ? on.versions.at(-1) : undefined
  const [from, to] = [newest ?? first.from, newest ?? first.to]
  const step: Step = { from, to, ...(on ? { on } : {}) }
  const { id, key } = namesOf(sdk, step, signature, runs)
  const causes = causesOf(first.changes).filter((change) => signature.includes(signatureOfChange(change)))
  const cause = causeOf(causes)
  const accepted = acceptedBy({ id, key, sdk, ...step, cause }, facts.acceptances, facts.inRange, facts.today)
  const ways = own.map((drift) => triedOn(drift, runs, facts.handOvers))
  const drifts = own.map(
    (drift, index): JudgedDrift => ({
      ...drift,
      accepted,
      finding: id,
      causes: causesOf(drift.changes),
      answer: answerOf(drift.changes),
      remedies: ways[index]?.remedies ?? [],
    }),
  )
  const answer = worstAnswer(own)
  const finding: JudgedFinding = {
    id,
    key,
    sdk,
    ...step,
    ...(line ? { line } : {}),
    severity: worst([...causes, ...own].map(({ severity }) => severity)),
    accepted,
    cause,
    changes: answer && !causes.includes(answer) ? [...causes, answer] : causes,
    scenarios: [...new Set(raw.map(({ scenario }) => scenario))].sort(),
    causes,
    drifts: raw.map((drift) => drift.id),
    remedies: sharedRemedies(drifts),
    otherWays: Math.max(0, ...ways.map(({ others }) => others)),
    dependencyChanges: dependencyChanges(runs, step),
  }
  return { finding, drifts }
}

/** A finding's id and key. What a runtime's patch changes in what it says of itself makes no other finding. */
const namesOf = (
  sdk: string,
  { from, to, on }: Step,
  signature: readonly string[],
  runs: readonly RunResult[],
): { readonly id: string; readonly key: string } => {
  if (on?.kind !== 'between')
    return {
      id: `${sdk}-${to}-${stableId(JSON.stringify([sdk, to, signature]))}`,
      key: findingKey({ sdk, from, to }, signature),
    }
  const versions = runs.filter((run) => run.on === on.from || run.on === on.to).flatMap(versionOf)
  const neutral = signature.map((text) => withoutRuntimes(text, versions)).sort()
  const key = `${sdk}-${on.to.replace(' ', '-')}-${stableId(JSON.stringify([sdk, on.from, on.to, neutral]))}`
  return { id: key, key }
}

/** The ways out that were seen on each runtime on which the drift was. */
const triedOn = (drift: RawDrift, runs: readonly RunResult[], handOvers: readonly HandOver[]): Tried => {
  const tried = sidesOf(runs, drift).map((side) => remediesFor({ ...drift, ...side }, side.runs, handOvers))
  const [first, ...more] = tried
  if (!first || more.length === 0) return first ?? { remedies: [], others: 0 }
  const everywhere = first.remedies.filter(({ scenario }) =>
    more.every(({ remedies }) => remedies.some((one) => one.scenario === scenario)),
  )
  const passing = (scenario: string) =>
    tried.flatMap(({ remedies }) => remedies.filter((one) => one.scenario === scenario).map(({ passes }) => passes))
  const remedies = everywhere.map((one) => {
    const all = (key: 'from' | 'to' | 'newest') => passing(one.scenario).every((passes) => passes[key])
    return { ...one, passes: { from: all('from'), to: all('to'), newest: all('newest') } }
  })
  return { remedies, others: Math.max(...tried.map(({ others }) => others)) }
}

const answerOf = (changes: readonly Change[]): JudgedDrift['answer'] => {
  const shifts = changes.map((change) => (change.kind === 'outcome' ? rank(change.after) - rank(change.before) : 0))
  return shifts.some((shift) => shift > 0) ? 'worse' : shifts.some((shift) => shift < 0) ? 'better' : 'same'
}

/** The change of the gateway's answer that makes the finding as bad as it is. */
const worstAnswer = (drifts: readonly RawDrift[]): Change | undefined =>
  drifts.flatMap(({ changes }) => changes.filter(({ kind }) => kind === 'outcome')).toSorted(byGravity)[0]

/** Each way out once; it counts as passing only where it passes in every drift that names it. */
const sharedRemedies = (drifts: readonly JudgedDrift[]): Finding['remedies'] => {
  const groups = Map.groupBy(
    drifts.flatMap(({ remedies }) => remedies),
    ({ spelling }) => spelling,
  )
  return [...groups.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const all = (key: 'from' | 'to' | 'newest'): boolean => same.every(({ passes }) => passes[key])
    return [{ ...first, passes: { from: all('from'), to: all('to'), newest: all('newest') } }]
  })
}

/** What else differs between the two installs; the SDK itself, which is known to differ, is left out. */
const dependencyChanges = (runs: readonly RunResult[], step: Step): Finding['dependencyChanges'] => {
  const { from, to } = step
  const ends = endsOf(runs, step)
  const [before, after] = [ends.before?.dependencies ?? {}, ends.after?.dependencies ?? {}]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .flatMap((name) =>
      before[name] === after[name] || (before[name] === from && after[name] === to)
        ? []
        : [{ name, before: before[name] ?? null, after: after[name] ?? null }],
    )
}

const byWeight = (runs: readonly RunResult[]) => {
  const places = new Map(runs.map(({ version }, at) => [version, at] as const).toReversed())
  const placeOf = (version: string): number => places.get(version) ?? -1
  return (a: JudgedFinding | JudgedDrift, b: JudgedFinding | JudgedDrift): number =>
    byGravity(a, b) ||
    placeOf(a.to) - placeOf(b.to) ||
    Number(wasRefused(a)) - Number(wasRefused(b)) ||
    (a.id < b.id ? -1 : 1)
}

/** Of two that are as grave, the one that lost what was let in is the headline. */
const wasRefused = ({ changes }: Pick<JudgedDrift, 'changes'>): boolean =>
  changes.some(
    (change) => change.kind === 'outcome' && rank(change.before) > 0 && rank(change.after) > rank(change.before),
  )

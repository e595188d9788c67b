import type { ExplainedCause } from '../../model/explanation.ts'
import type { Change, Drift, Remedy, Report, RunResult } from '../../model/report.ts'
import type { Matcher } from './matcher.ts'
import { isMute } from './meaning.ts'

type Answered = Extract<Change, { kind: 'outcome' | 'error' }>
type Brought = { readonly drift: Drift; readonly answer: Answered }

/** The findings that turned another answer into the error, one for each. */
export const causesOf = (report: Report, matcher: Matcher): readonly ExplainedCause[] => {
  const { isIt } = matcher
  const brought = report.drifts.flatMap((drift): Brought[] => {
    const answer = drift.changes.find((change) => isAnswer(change) && isIt(change.after) && !isIt(change.before))
    return answer && isAnswer(answer) ? [{ drift, answer }] : []
  })
  return [...Map.groupBy(brought, ({ drift }) => drift.finding).values()].map((same) => cause(same, report, matcher))
}

const isAnswer = (change: Change): change is Answered => change.kind === 'outcome' || change.kind === 'error'

const cause = (brought: readonly Brought[], { findings, runs }: Report, matcher: Matcher): ExplainedCause => {
  const [first] = brought
  const finding = findings.find(({ id }) => id === first?.drift.finding)
  if (!first || !finding) throw new Error('Every drift belongs to a finding.')
  const { id, sdk, from, to, on, severity, title, accepted, dependencyChanges } = finding
  const drifts = brought.map(({ drift }) => drift)
  const refusals = drifts.flatMap(({ decided }) =>
    decided?.after && decided.after.status >= 400 ? [decided.after.by] : [],
  )
  const rules = distinct(refusals)
  return {
    finding: id,
    sdk,
    from,
    to,
    ...(on ? { on } : {}),
    severity,
    title,
    accepted,
    before: first.answer.before,
    after: first.answer.after,
    scenarios: distinct(drifts.map(({ scenario }) => scenario)),
    gateways: distinct(drifts.map(({ gateway }) => gateway)),
    ...(rules.length > 0 ? { refusedBy: rules } : {}),
    goneAt: goneAt(brought, runs, matcher),
    newest: runs.findLast((run) => run.sdk === sdk && run.status === 'measured')?.version ?? null,
    remedies: shared(drifts),
    dependencyChanges,
  }
}

/** A refusal that no longer says why is still the refusal. */
const goneAt = (brought: readonly Brought[], runs: readonly RunResult[], { isIt }: Matcher): string | null => {
  const [first] = brought
  const { on, sdk } = first?.drift ?? {}
  // A step of runtimes is over at no version.
  if (on?.kind === 'between') return null
  const own = runs.filter((run) => run.sdk === sdk && (on === undefined || run.on === on.runtimes[0]))
  const later = own.slice(own.findIndex(({ version }) => version === first?.drift.to) + 1)
  const statuses = new Set(
    brought.map(({ answer }) => (answer.after.kind === 'egress' ? undefined : answer.after.status)),
  )
  const gone = later.find(({ scenarios }) => {
    const cells = scenarios.filter(({ id, gateway }) =>
      brought.some(({ drift }) => drift.scenario === id && drift.gateway === gateway),
    )
    const ends = cells.flatMap((cell) => (cell.status === 'measured' ? [cell.outcome] : []))
    const stays = ends.some((end) => isIt(end) || (end.kind === 'error' && isMute(end) && statuses.has(end.status)))
    return ends.length > 0 && !stays
  })
  return gone?.version ?? null
}

/** Each way out once; it passes only where it passes in each drift that names it. */
const shared = (drifts: readonly Drift[]): readonly Remedy[] =>
  [
    ...Map.groupBy(
      drifts.flatMap(({ remedies }) => remedies),
      ({ spelling }) => spelling,
    ).values(),
  ].flatMap((same) => {
    const [first] = same
    const all = (end: keyof Remedy['passes']): boolean => same.every(({ passes }) => passes[end])
    return first ? [{ ...first, passes: { from: all('from'), to: all('to'), newest: all('newest') } }] : []
  })

const distinct = (all: readonly string[]): readonly string[] => [...new Set(all)].sort()

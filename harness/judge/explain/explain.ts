import type { Outcome } from '../../model/capture.ts'
import type { ExplainedCause, Explanation, Sighting } from '../../model/explanation.ts'
import type { Change, Drift, Remedy, Report, RunResult } from '../../model/report.ts'
import { SEVERITIES } from '../../model/severity.ts'
import { sameWords } from './same-words.ts'
import { messageOf, writtenAlike } from './words.ts'

type Failure = Extract<Outcome, { kind: 'error' }>

/** Of several messages that match, those that share nearly as many words as the best one. */
const NEARLY = 0.8

/** Where an error's text was observed, and which changes brought it there. */
export const explain = (text: string, report: Report): Pick<Explanation, 'seen' | 'causes'> => {
  const isIt = matcher(text, report.runs)
  const seen = sightings(report.runs, isIt)
  const drifts = report.drifts.flatMap((drift): Brought[] => {
    const answer = drift.changes.find((change) => isAnswer(change) && isIt(change.after) && !isIt(change.before))
    return answer && isAnswer(answer) ? [{ drift, answer }] : []
  })
  const causes = [...Map.groupBy(drifts, ({ drift }) => drift.finding).values()].map((same) =>
    cause(same, report, isIt),
  )
  return {
    seen,
    causes: causes.toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        Number(alike(text, b.after)) - Number(alike(text, a.after)),
    ),
  }
}

type Answered = Extract<Change, { kind: 'outcome' | 'error' }>
type Brought = { readonly drift: Drift; readonly answer: Answered }
type IsIt = (outcome: Outcome) => boolean

const alike = (text: string, outcome: Outcome): boolean =>
  outcome.kind === 'error' && writtenAlike(text, outcome.message)

const isAnswer = (change: Change): change is Answered => change.kind === 'outcome' || change.kind === 'error'

/** Compares each distinct message once. */
const matcher = (text: string, runs: readonly RunResult[]): IsIt => {
  const asked = messageOf(text)
  const keyOf = ({ name, message, status }: Failure): string => JSON.stringify([name, status, message])
  const failures = new Map(
    runs.flatMap(({ scenarios }) =>
      scenarios.flatMap((result): [string, Failure][] =>
        result.status === 'measured' && result.outcome.kind === 'error'
          ? [[keyOf(result.outcome), result.outcome]]
          : [],
      ),
    ),
  )
  const shared = new Map(
    [...failures].map(([key, { name, message, status }]) => [
      key,
      sameWords(asked, messageOf(message || name), status),
    ]),
  )
  const best = Math.max(0, ...shared.values())
  return (outcome) => {
    const words = outcome.kind === 'error' ? (shared.get(keyOf(outcome)) ?? 0) : 0
    return words > 0 && words >= best * NEARLY
  }
}

const sightings = (runs: readonly RunResult[], isIt: IsIt): readonly Sighting[] => {
  const results = runs.flatMap((run) =>
    run.scenarios.flatMap((result) =>
      result.status === 'measured' ? [{ sdk: run.sdk, version: run.version, result }] : [],
    ),
  )
  const cells = Map.groupBy(results, ({ sdk, result }) => JSON.stringify([sdk, result.id, result.gateway]))
  return [...cells.values()].flatMap((cell): Sighting[] => {
    const hits = cell.filter(({ result }) => isIt(result.outcome))
    const [first] = hits
    if (first?.result.outcome.kind !== 'error') return []
    return [
      {
        sdk: first.sdk,
        scenario: first.result.id,
        gateway: first.result.gateway,
        versions: hits.map(({ version }) => version),
        fromTheStart: first === cell[0],
        outcome: first.result.outcome,
      },
    ]
  })
}

const cause = (brought: readonly Brought[], { findings, runs }: Report, isIt: IsIt): ExplainedCause => {
  const [first] = brought
  const finding = findings.find(({ id }) => id === first?.drift.finding)
  if (!first || !finding) throw new Error('Every drift belongs to a finding.')
  const { id, sdk, from, to, severity, title, accepted } = finding
  const drifts = brought.map(({ drift }) => drift)
  return {
    finding: id,
    sdk,
    from,
    to,
    severity,
    title,
    accepted: accepted?.reason ?? null,
    before: first.answer.before,
    after: first.answer.after,
    scenarios: distinct(drifts.map(({ scenario }) => scenario)),
    gateways: distinct(drifts.map(({ gateway }) => gateway)),
    goneAt: goneAt(drifts, runs, isIt),
    newest: runs.findLast((run) => run.sdk === sdk && run.status === 'measured')?.version ?? null,
    remedies: shared(drifts),
  }
}

const goneAt = (drifts: readonly Drift[], runs: readonly RunResult[], isIt: IsIt): string | null => {
  const own = runs.filter(({ sdk }) => sdk === drifts[0]?.sdk)
  const later = own.slice(own.findIndex(({ version }) => version === drifts[0]?.to) + 1)
  const gone = later.find(({ scenarios }) => {
    const cells = scenarios.filter(({ id, gateway }) =>
      drifts.some((drift) => drift.scenario === id && drift.gateway === gateway),
    )
    const measured = cells.flatMap((cell) => (cell.status === 'measured' ? [cell.outcome] : []))
    return measured.length > 0 && !measured.some(isIt)
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

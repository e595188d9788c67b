import { judged } from '../../judge/bisect/badness.ts'
import { compareLink } from '../../judge/bisect/compare-link.ts'
import type { Edge } from '../../judge/bisect/transitions.ts'
import type { Bisection, Transition } from '../../model/bisection.ts'
import type { MeasuredResult } from '../../model/report.ts'
import { severityNotes } from '../../tell/words/severity-text.ts'
import { portNotes } from '../plan/allowed-ports.ts'
import { hostNotes } from '../plan/hosts-of.ts'
import { type BisectRequest, scaleOf } from './bisect-request.ts'
import type { Probes } from './probes.ts'

type Where = { readonly first: number; readonly last: number; readonly gateway: string }

/** What the search found, as it is told. */
export const describe = (
  request: BisectRequest,
  probes: Probes,
  { first, last, gateway }: Where,
  edges: readonly Edge[],
  notes: readonly string[],
): Bisection => {
  const name = (index: number): string => request.targets[index]?.version ?? ''
  const looked = request.targets.flatMap((_, index) => (probes.run(index) ? [index] : []))
  return {
    sdk: request.sdk.id,
    scenario: request.scenario,
    gateway,
    good: name(first),
    bad: name(last),
    versions: last - first + 1,
    transitions: edges.map(
      (edge): Transition => ({
        from: name(edge.from),
        to: name(edge.to),
        ...lineAt(request, name(edge.from), name(edge.to)),
        fromPublishedAt: request.targets[edge.from]?.publishedAt ?? null,
        toPublishedAt: request.targets[edge.to]?.publishedAt ?? null,
        changes: judged(
          asMeasured(probes.result(edge.from, gateway)),
          asMeasured(probes.result(edge.to, gateway)),
          scaleOf(request),
        ),
        suspects: edge.suspects.map(name),
        compare: compareLink(
          request.repository,
          name(edge.from),
          name(edge.to),
          request.family.releaseTags?.[request.sdk.registry],
        ),
      }),
    ),
    ends: [first, last].map((index) => ({ version: name(index), result: probes.result(index, gateway) ?? null })),
    skipped: looked.flatMap((index) => {
      const reason = whyNot(probes, index, gateway)
      return reason === null ? [] : [{ version: name(index), reason }]
    }),
    ...probes.cost(),
    complete: looked.filter((index) => index >= first).length === last - first + 1,
    notes: [
      // Each transition says it of its own changes.
      ...(edges.length > 0 ? [] : weightNotes(request, probes, { first, last, gateway })),
      ...hostNotes(request),
      ...portNotes(request.sdk),
      ...notes,
      ...request.notes,
    ],
  }
}

/** What the user's word did to what the ends differ in: by it a change may be none that is searched for. */
const weightNotes = (request: BisectRequest, probes: Probes, { first, last, gateway }: Where): readonly string[] => {
  const [from, to] = [probes.result(first, gateway), probes.result(last, gateway)]
  if (from?.status !== 'measured' || to?.status !== 'measured') return []
  const name = (index: number): string => request.targets[index]?.version ?? ''
  const changes = judged(from, to, scaleOf(request))
  return severityNotes([{ sdk: request.sdk.id, from: name(first), to: name(last), changes }])
}

const lineAt = ({ lineOf }: BisectRequest, from: string, to: string): Pick<Transition, 'line'> => {
  const line = lineOf(from, to)
  return line ? { line } : {}
}

/** Why a version has no result behind this gateway; null when it has one, or was not asked. */
export const whyNot = (probes: Probes, index: number, gateway: string): string | null => {
  const run = probes.run(index)
  if (run?.status === 'not-measured') return run.reason
  const result = probes.result(index, gateway)
  return result && result.status !== 'measured' ? `${result.status}: ${result.reason}` : null
}

/** A result that the search has already seen to be one. */
export const asMeasured = (result: ReturnType<Probes['result']>): MeasuredResult => {
  if (result?.status !== 'measured') throw new Error('Only measured versions are compared.')
  return result
}

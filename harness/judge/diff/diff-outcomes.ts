import type { Outcome, Outcomes } from '../../model/capture.ts'
import type { Difference } from '../../model/report.ts'

type Ended = Extract<Difference, { kind: 'outcome' | 'error' }>

/**
 * How two observations of one scenario ended otherwise: call by call where it makes several (`call 2`), as a whole where it
 * makes one, where every call changed alike, or where one side does not tell its calls apart (a report of an older version).
 */
export const diffOutcomes = (before: Outcomes, after: Outcomes): readonly Ended[] => {
  const [was, is] = [before.calls ?? [], after.calls ?? []]
  if (was.length === 0 || was.length !== is.length) return outcomeOf(before.outcome, after.outcome)
  const changes = was.flatMap((outcome, index) => {
    const now = is[index]
    return now ? outcomeOf(outcome, now, `call ${index + 1}`) : []
  })
  const [first, ...others] = changes
  if (!first || changes.length < was.length || others.some((other) => !isAlike(first, other))) return changes
  return [{ ...first, name: first.kind }]
}

/** `outcome` when what happened differs (kind or status), `error` when only the error's name or text does. */
const outcomeOf = (before: Outcome, after: Outcome, call?: string): readonly Ended[] => {
  const change = (kind: Ended['kind']): readonly Ended[] => [{ kind, name: call ?? kind, request: 0, before, after }]
  if (before.kind === 'error' && after.kind === 'error') {
    if (before.status !== after.status) return change('outcome')
    return before.name === after.name && before.message === after.message ? [] : change('error')
  }
  if (before.kind === 'response' && after.kind === 'response')
    return before.status === after.status ? [] : change('outcome')
  if (before.kind === 'egress' && after.kind === 'egress')
    return before.host === after.host && before.port === after.port ? [] : change('outcome')
  return change('outcome')
}

/** Each call may name its own token or path in an error's text; that is the same change. */
const isAlike = (one: Ended, other: Ended): boolean =>
  one.kind === other.kind &&
  wordless(one.before) === wordless(other.before) &&
  wordless(one.after) === wordless(other.after)

const wordless = (outcome: Outcome): string =>
  JSON.stringify(outcome.kind === 'error' ? { ...outcome, message: '' } : outcome)

import type { Difference, Wire, WireExchange } from '../../model/report.ts'
import { addressKey, pairRequests, type RequestPairs } from '../../model/request-pairs.ts'

/**
 * Requests that were let in and are refused now, though both sides ended well: a program that goes on past a call that failed
 * is told by its last answer alone. What is asked once more, and let in then, was let in.
 */
export const diffAnswers = (
  before: Wire,
  after: Wire,
  { pairs, added }: RequestPairs = pairRequests(before.exchanges, after.exchanges),
): readonly Difference[] => {
  if (![before, after].every(endedWell)) return []
  const onceMore = added.flatMap((index) => after.exchanges[index] ?? []).filter(isLetIn)
  return pairs.flatMap(({ before: was, after: is }): readonly Difference[] => {
    const [one, other] = [before.exchanges[was], after.exchanges[is]]
    if (!one || !other || !isLetIn(one) || isLetIn(other)) return []
    if (onceMore.some((more) => addressKey(more) === addressKey(other))) return []
    const answer = ({ response }: WireExchange) => ({ kind: 'response', status: response.status }) as const
    const ends = { before: answer(one), after: answer(other) }
    return [{ kind: 'outcome', name: `request ${is + 1}`, request: 0, ...ends }]
  })
}

/** By an answer (a recording as a whole has none), and says nothing of each call by itself. */
const endedWell = ({ outcome, calls }: Wire): boolean =>
  calls === undefined && outcome.kind === 'response' && outcome.status > 0 && outcome.status < 400

const isLetIn = ({ response }: WireExchange): boolean => response.status < 400

import type { Outcome } from '../../model/capture.ts'
import type { Decided, Decision, Difference, MeasuredResult } from '../../model/report.ts'
import { sentIn } from '../diff/sent-in.ts'

/** By which rule of the gateway each side ended as it did; null where the scenario as a whole ended alike. */
export const decidedIn = (
  before: MeasuredResult,
  after: MeasuredResult,
  changes: readonly Difference[],
): Decided | null =>
  changes.some(({ kind, name }) => kind === 'outcome' && name === 'outcome')
    ? { before: decisionOf(before), after: decisionOf(after) }
    : null

/** The last answer, where it is what the SDK ended with: it may have failed by itself, or have gone on without it. */
const decisionOf = ({ outcome, exchanges }: MeasuredResult): Decision | null => {
  const last = exchanges.at(-1)
  if (!last || last.response.status !== statusOf(outcome)) return null
  return { ...last.response, request: sentIn(last) }
}

const statusOf = (outcome: Outcome): number | undefined => (outcome.kind === 'egress' ? undefined : outcome.status)

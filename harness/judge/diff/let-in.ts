import type { Outcome } from '../../model/capture.ts'
import type { Wire } from '../../model/report.ts'

/**
 * How the older side ended, where the newer one is refused: what the gateway let in, and what failed by itself at its answer,
 * has lost as much as what went well.
 */
export const letIn = (before: Wire, after: Wire): Outcome => {
  const { outcome, exchanges } = before
  const answered = exchanges.at(-1)?.response.status
  const failedByItself = outcome.kind === 'error' && outcome.status === undefined
  // A redirect is no yes: whoever gives up at one was let in nowhere.
  const isYes = answered !== undefined && answered < 300 && exchanges.every(({ response }) => response.status < 400)
  return failedByItself && isYes && isRefused(after) ? { ...outcome, answered } : outcome
}

/** By the gateway, and told so. */
const isRefused = ({ outcome, exchanges }: Wire): boolean =>
  outcome.kind !== 'egress' &&
  outcome.status !== undefined &&
  outcome.status >= 400 &&
  exchanges.at(-1)?.response.status === outcome.status

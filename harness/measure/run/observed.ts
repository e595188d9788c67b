import type { Exchange, Outcome } from '../../model/capture.ts'
import type { DriverEnd } from '../../model/driver.ts'

type Observed =
  | { readonly status: 'measured'; readonly outcome: Outcome; readonly exchanges: readonly Exchange[] }
  | { readonly status: 'unsupported'; readonly reason: string }

/** What a job's end means, together with what reached the gateway. */
export const observed = (end: DriverEnd, exchanges: readonly Exchange[]): Observed => {
  switch (end.kind) {
    case 'unsupported':
      return { status: 'unsupported', reason: end.reason }
    case 'egress':
      return { status: 'measured', outcome: end, exchanges }
    case 'raised': {
      const { name, message, status } = end
      return {
        status: 'measured',
        outcome: { kind: 'error', name, message, ...(status === null ? {} : { status }) },
        exchanges,
      }
    }
    case 'returned':
      return { status: 'measured', outcome: returned(exchanges.at(-1)), exchanges }
  }
}

/**
 * A call that returned is told by the last answer. One that returned and asked nobody is no success: there is no
 * answer to report, and a version that begins to do so must show as a change.
 */
const returned = (last: Exchange | undefined): Outcome =>
  last
    ? { kind: 'response', status: last.answered.status }
    : { kind: 'error', name: 'NoRequest', message: 'The call returned, but no request reached the gateway.' }

/** Why the control is not a plain success; null when it is. */
export const wentWrong = (end: DriverEnd, exchanges: readonly Exchange[]): string | null => {
  const found = observed(end, exchanges)
  if (found.status === 'unsupported') return found.reason
  const { outcome } = found
  switch (outcome.kind) {
    case 'response':
      return outcome.status === 200 ? null : `One plain call was answered ${outcome.status}.`
    case 'error':
      return `One plain call failed: ${outcome.name}: ${outcome.message}`
    case 'egress':
      return `One plain call went to ${outcome.host}:${outcome.port} and not to the address it was given.`
  }
}

import type { Exchange, Outcome, Outcomes } from '../../model/capture.ts'
import type { CallEnd, DriverEnd } from '../../model/driver.ts'

type Observed =
  | ({ readonly status: 'measured'; readonly exchanges: readonly Exchange[] } & Outcomes)
  | { readonly status: 'unsupported'; readonly reason: string }

/**
 * What a job's end means, together with what reached the gateway; or that of one call, which is all that a command is.
 * @param arrived how many requests had when each call but the last had ended
 */
export const observed = (
  end: DriverEnd | CallEnd,
  exchanges: readonly Exchange[],
  arrived: readonly number[] = [],
): Observed => {
  switch (end.kind) {
    case 'unsupported':
      return { status: 'unsupported', reason: end.reason }
    case 'endless':
      return { status: 'measured', outcome: ENDLESS, exchanges }
    case 'egress':
      return { status: 'measured', outcome: end, exchanges }
    case 'raised':
    case 'returned':
      return { status: 'measured', outcome: outcomeOf(end, exchanges), exchanges }
    case 'called': {
      const calls = end.calls.map((call, index) =>
        outcomeOf(call, exchanges.slice(arrived[index - 1] ?? 0, arrived[index])),
      )
      const outcome = calls.find(hasFailed) ?? calls.at(-1) ?? returned(undefined)
      return { status: 'measured', outcome, ...(calls.length > 1 ? { calls } : {}), exchanges }
    }
  }
}

/** A time-out that a version has and another has not is a change of how the call ends. */
const ENDLESS: Outcome = {
  kind: 'error',
  name: 'NoTimeout',
  message: 'The call waits for an answer without end.',
}

const outcomeOf = (end: CallEnd, own: readonly Exchange[]): Outcome => {
  if (end.kind === 'returned') return returned(own.at(-1))
  const { name, message, status } = end
  return { kind: 'error', name, message, ...(status === null ? {} : { status }) }
}

const hasFailed = (outcome: Outcome): boolean => outcome.kind !== 'response' || outcome.status >= 400

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
      return outcome.status >= 200 && outcome.status < 300 ? null : `One plain call was answered ${outcome.status}.`
    case 'error':
      return `One plain call failed: ${outcome.name}: ${outcome.message}`
    case 'egress':
      return `One plain call went to ${outcome.host}:${outcome.port} and not to the address it was given.`
  }
}

import { wayToMissing } from '../../measure/run/missing-package.ts'
import type { CommandResult } from '../../measure/run/user-command.ts'
import type { Capture } from '../../model/capture.ts'
import { atMost } from '../../model/listed.ts'
import { wayThere } from '../../model/reach.ts'

/** One run of a command, with these of the SDK's own variables set. */
export type Try = { readonly result: CommandResult; readonly variables: readonly string[] }

export type BestTry =
  /** @property index of the try whose variables it is to be measured with */
  | { readonly kind: 'chosen'; readonly index: number }
  /** It never asked for the SDK: it has nothing to do with it. */
  | { readonly kind: 'unused'; readonly reason: string }
  | { readonly kind: 'no-request'; readonly reason: string }
  /** It says itself that it cannot do this. */
  | { readonly kind: 'unsupported'; readonly reason: string }

/** The set of variables that a command is to be measured with, or why there is none. */
export type ChosenVariables = BestTry | { readonly kind: 'not-installed'; readonly reason: string }

/**
 * Which try says most of a command: the one that got furthest. Of several, the one with fewest variables: what fails with
 * more of them may fail because of them.
 */
export const bestTry = (tries: readonly Try[]): BestTry => {
  const order = tries
    .map((one, index) => ({ ...one, index, reached: reached(one.result) }))
    .toSorted((a, b) => b.reached - a.reached || a.variables.length - b.variables.length || a.index - b.index)
  const [best] = order
  if (!best) return { kind: 'unused', reason: 'It was not run.' }
  // The first of those that got as far is the least of the family's own order.
  if (best.result.sent > 0 && best.result.capture.status === 'measured')
    return {
      kind: 'chosen',
      index: Math.min(...order.flatMap(({ reached, index }) => (reached === best.reached ? index : []))),
    }
  if (best.result.capture.status === 'unsupported') return { kind: 'unsupported', reason: best.result.capture.reason }
  const reason = [whyNot(best), ...otherwise(order.filter(({ reached }) => reached === best.reached))].join('\n')
  return { kind: tries.some(({ result }) => result.loaded) ? 'no-request' : 'unused', reason }
}

/** The next set that it failed with in another way, when it failed before any request with all of them. */
const otherwise = ([best, ...others]: readonly Try[]): readonly string[] => {
  const words = failure(best)
  const other = others.find((one) => failure(one) !== null && failure(one) !== words)
  return words === null || other === undefined ? [] : [`With ${other.variables.join(', ')} set: ${failure(other)}`]
}

const failure = (one: Try | undefined): string | null => {
  if (one?.result.capture.status !== 'measured') return null
  const { outcome } = one.result.capture
  return outcome.kind === 'error' && outcome.name !== 'NoRequest' ? `${outcome.name}: ${outcome.message}` : null
}

/** The last step that it came to. */
const STEPS = [
  'ended without the SDK',
  'ended without a request',
  'still runs without a request',
  'says that it cannot',
  'asked elsewhere',
  'broken off after a request',
  'asked elsewhere after a request',
  'failed after a request',
  'still runs after a request',
  'ended well after a request',
] as const

/** Could no other set of variables get it further? It did what it could, well or for too long. */
export const isFurthest = ({ capture, sent }: CommandResult): boolean =>
  capture.status === 'timeout' || stepOf(capture, sent) === 'ended well after a request'

const reached = ({ capture, loaded, sent }: CommandResult): number => {
  const step = stepOf(capture, sent)
  return STEPS.indexOf(loaded || ['timeout', 'unsupported'].includes(capture.status) ? step : 'ended without the SDK')
}

const stepOf = (capture: Capture, sent: number): (typeof STEPS)[number] => {
  if (capture.status === 'timeout') return sent > 0 ? 'still runs after a request' : 'still runs without a request'
  if (capture.status === 'unsupported') return 'says that it cannot'
  if (capture.status !== 'measured') return sent > 0 ? 'broken off after a request' : 'ended without a request'
  if (capture.outcome.kind === 'egress') return sent > 0 ? 'asked elsewhere after a request' : 'asked elsewhere'
  if (sent === 0) return 'ended without a request'
  return capture.outcome.kind === 'response' ? 'ended well after a request' : 'failed after a request'
}

const whyNot = ({ result: { capture, sent, reached: there }, variables }: Try): string => {
  const given = variables.length > 0 ? ` (With ${variables.join(', ')} set.)` : ''
  if (capture.status !== 'measured') {
    const [what = '', ...tail] = capture.reason.split('\n')
    const after = capture.status === 'timeout' ? progress(sent) : ''
    return [`${what}${after}${given}`, ...tail].join('\n')
  }
  const { outcome } = capture
  const hint = 'Let it read the address from SDKDRIFT_GATEWAY_URL.'
  switch (outcome.kind) {
    case 'egress':
      return `Your command went to ${outcome.host}:${outcome.port} and not to the gateway. ${hint} What cannot be pointed elsewhere is led there by its host: --host ${outcome.host} (docs/programs.md).${given}`
    case 'error':
      return outcome.name === 'NoRequest'
        ? `Your command ended well, but sent nothing to the gateway. ${hint}${given}`
        : `Your command sent nothing to the gateway and ended with ${outcome.name}: ${outcome.message}${wayToMissing(outcome.message)}${wentTo(there)}${given}`
    case 'response':
      return `Your command sent nothing to the gateway.${given}`
  }
}

/** Perhaps the reason, where it does not say so itself. */
const wentTo = (there: CommandResult['reached']): string =>
  there.length > 0
    ? `; before that it was refused a connection to ${atMost(
        there.map(({ what }) => what),
        3,
      )} (what it needs there it reaches by ${wayThere(there[0]?.what ?? '')}, docs/programs.md).`
    : ''

const progress = (sent: number): string =>
  sent > 0
    ? ` It had sent ${sent === 1 ? 'one request' : `${sent} requests`}; let it end once it has its answer.`
    : ' It had sent nothing. What needs longer is given it by `timeoutMs` in matrix.json, or by `timeout` of the program.'

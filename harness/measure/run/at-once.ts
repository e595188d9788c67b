import type { Exchange, Minted } from '../../model/capture.ts'
import type { CallIntent } from '../../model/scenario.ts'

/** How often a call ends: what is made at once ends as one. */
export const endsOf = ({ times = 1, atOnce }: Pick<CallIntent, 'times' | 'atOnce'>): number => (atOnce ? 1 : times)

/**
 * What calls at once have sent arrives in an order that chance decides. Theirs is that of what was minted and stands in them:
 * the request with the first token, then that with the second. What is alike, or of other calls, stays where it was.
 * @param arrived how many requests had arrived when each call but the last had ended
 */
export const inOrderOfTokens = (
  exchanges: readonly Exchange[],
  arrived: readonly number[],
  calls: readonly CallIntent[],
  minted: readonly Minted[],
): readonly Exchange[] => {
  const isAtOnce = calls.flatMap((call) => Array<boolean>(endsOf(call)).fill(call.atOnce ?? false))
  if (!isAtOnce.includes(true)) return exchanges
  return isAtOnce.flatMap((sorts, nth) => {
    const own = exchanges.slice(arrived[nth - 1] ?? (nth === 0 ? 0 : exchanges.length), arrived[nth])
    return sorts ? own.toSorted((one, other) => compare(placeOf(one, minted), placeOf(other, minted))) : own
  })
}

/** By which of the minted it bears: the first of all comes first, none last. */
const placeOf = ({ headers, target, body }: Exchange, minted: readonly Minted[]): number => {
  const text = [target, ...headers.map(([, value]) => value), body.text ?? ''].join('\n')
  const places = minted.flatMap(({ value }, place) => (text.includes(value) ? [place] : []))
  return Math.min(...places, minted.length)
}

const compare = (one: number, other: number): number => one - other

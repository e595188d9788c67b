import type { WireExchange } from './report.ts'

/** Requests of two observations that are the same request, as good as can be told; by index. */
export type RequestPairs = {
  readonly pairs: readonly { readonly before: number; readonly after: number }[]
  /** Sent by the older side alone. */
  readonly removed: readonly number[]
  /** Sent by the newer side alone. */
  readonly added: readonly number[]
}

/**
 * Pairs requests by what they are and not by their place alone: equal ones first, then the same method and address, then
 * the same method, then the same origin, then whatever is left, each in the order in which it was sent. Two requests that
 * ran at once are so compared each with its own, and one that only one side sends stands alone.
 */
export const pairRequests = (before: readonly WireExchange[], after: readonly WireExchange[]): RequestPairs => {
  if (before.length === after.length && before.every((one, index) => KEYS[1](one) === textOf(after[index], KEYS[1])))
    if (new Set(before.map(KEYS[1])).size === before.length || before.every((one, at) => same(one, after[at])))
      return { pairs: before.map((_, index) => ({ before: index, after: index })), removed: [], added: [] }
  const left = { before: [...before.keys()], after: [...after.keys()] }
  const pairs: { before: number; after: number }[] = []
  for (const key of KEYS) {
    const open = Map.groupBy(left.after, (index) => textOf(after[index], key))
    for (const index of [...left.before]) {
      const match = open.get(textOf(before[index], key))?.shift()
      if (match === undefined) continue
      pairs.push({ before: index, after: match })
      left.before = left.before.filter((one) => one !== index)
      left.after = left.after.filter((one) => one !== match)
    }
  }
  return { pairs: pairs.sort((a, b) => a.after - b.after), removed: left.before, added: left.after }
}

type Key = (exchange: WireExchange) => string

const textOf = (exchange: WireExchange | undefined, key: Key): string => (exchange ? key(exchange) : '')
const same = (a: WireExchange, b: WireExchange | undefined): boolean => KEYS[0](a) === textOf(b, KEYS[0])

/** Method, origin and path: what makes two requests attempts of one. */
export const addressKey: Key = ({ request: { method, url } }) => `${method} ${url.split('?', 1)[0] ?? ''}`

const KEYS = [
  ({ request }) => JSON.stringify(request),
  addressKey,
  ({ request: { method, url } }) => `${method} ${new URL(url).host}`,
  ({ request: { url } }) => new URL(url).host,
  () => '',
] as const satisfies readonly Key[]

import type { Value } from '../value.ts'
import { functionIn, numberIn } from './arguments.ts'
import { distinct, equal, keeping, over, plain, sequence } from './linq-methods.ts'
import { itemsOf } from './sequence.ts'
import type { Method, Use } from './types.ts'

/** Of both, the items whose place in the other a test wants, each once. */
const against = (isWanted: (isThere: boolean) => boolean): Method =>
  keeping((items, [more, ...how], use) => {
    const others = itemsOf(more ?? null, use)
    use.spend(items.length * others.length)
    return sequence(
      distinct(
        items.filter((item) => isWanted(others.some((each) => equal(each, item, how, use)))),
        use,
        how,
      ),
    )
  })

/** Each item beside those of another list that have its key. */
const joined = (
  items: readonly Value[],
  [more, outer, inner]: readonly Value[],
  use: Use,
): readonly (readonly [Value, readonly Value[]])[] => {
  const [outerKey, innerKey] = [functionIn(outer, use), functionIn(inner, use)]
  const others = itemsOf(more ?? null, use).map((item) => [plain(innerKey([item])), item] as const)
  use.spend(items.length * others.length)
  return items.map((item) => {
    const key = plain(outerKey([item]))
    return [item, others.flatMap(([other, value]) => (equal(other, key, [], use) ? [value] : []))]
  })
}

/** LINQ over two lists. https://learn.microsoft.com/dotnet/api/system.linq.enumerable */
export const setMethods: Readonly<Record<string, Method>> = {
  Distinct: keeping((items, given, use) => sequence(distinct(items, use, given))),
  Concat: keeping((items, [more], use) => sequence([...items, ...itemsOf(more ?? null, use)])),
  Union: keeping((items, [more, ...how], use) =>
    sequence(distinct([...items, ...itemsOf(more ?? null, use)], use, how)),
  ),
  Intersect: against((isThere) => isThere),
  Except: against((isThere) => !isThere),
  SequenceEqual: over((items, [more, ...how], use) => {
    const others = itemsOf(more ?? null, use)
    return items.length === others.length && items.every((item, at) => equal(item, others[at] ?? null, how, use))
  }),
  Zip: over((items, [more, by], use) => {
    const others = itemsOf(more ?? null, use)
    const join = functionIn(by, use)
    return sequence(items.slice(0, others.length).map((item, at) => join([item, others[at] ?? null])))
  }),
  Join: over((items, given, use) => {
    const make = functionIn(given[3], use)
    return sequence(joined(items, given, use).flatMap(([item, others]) => others.map((other) => make([item, other]))))
  }),
  GroupJoin: over((items, given, use) => {
    const make = functionIn(given[3], use)
    return sequence(joined(items, given, use).map(([item, others]) => make([item, sequence(others)])))
  }),
  TakeLast: keeping((items, [count], use) => sequence(items.slice(Math.max(0, items.length - numberIn(count, use))))),
  SkipLast: keeping((items, [count], use) =>
    sequence(items.slice(0, Math.max(0, items.length - Math.max(0, numberIn(count, use))))),
  ),
}

import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { ignoresCase } from './arguments.ts'
import { lowered } from './casing.ts'
import { same } from './equality.ts'
import { isNumber } from './numbers.ts'
import { ListValue } from './objects.ts'
import { itemsOf, tryItems } from './sequence.ts'
import type { Use } from './types.ts'

/** What `new List<T>(…)` and its like make: of nothing, of a size, of what is in another. */
export const listFrom =
  (type: 'List' | 'HashSet' | 'Queue' | 'Stack') =>
  (given: readonly Value[], use: Use): Value => {
    const from = given.find((each) => typeof each === 'object' && tryItems(each) !== null)
    const made = new ListValue([], type)
    made.ignoreCase = ignoresCase(
      given.filter((each) => each !== from && !isNumber(each)),
      use,
    )
    if (made.ignoreCase && type !== 'HashSet')
      throw new CannotTell(use.at, `a ${type} that compares without case is not known here`)
    const listed = from === undefined ? [] : itemsOf(from, use)
    const items = type === 'Stack' ? listed.toReversed() : listed
    if (type !== 'HashSet') made.items.push(...items)
    else for (const item of items) addTo(made, item, use)
    return made
  }

/** Whether a set has an item. */
export const holds = (set: ListValue, item: Value, use: Use): boolean => {
  use.spend(set.items.length)
  const plain = (value: Value): Value => (set.ignoreCase && typeof value === 'string' ? lowered(value) : value)
  return set.items.some((each) => same(plain(each), plain(item)))
}

/** Whether it was not there before. */
export const addTo = (set: ListValue, item: Value, use: Use): boolean => {
  if (holds(set, item, use)) return false
  set.items.push(item)
  return true
}

import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { functionIn, ignoresCase, truthIn } from './arguments.ts'
import { lowered } from './casing.ts'
import { same } from './equality.ts'
import { grouped, LookupValue } from './grouping.ts'
import { JScalarValue } from './json-values.ts'
import { noItemIn, noItemOf, noItemOfType } from './no-item.ts'
import { int } from './numbers.ts'
import { FunctionValue, ListValue } from './objects.ts'
import { compared, ordered, orderedFurther } from './ordering.ts'
import { itemsOf } from './sequence.ts'
import { isOrdinal } from './text-order.ts'
import { type Method, thrown, typeName, type Use } from './types.ts'

/** A method over the items of whatever is a sequence. */
export const over =
  (does: (items: readonly Value[], given: readonly Value[], use: Use) => Value): Method =>
  (self, given, use) =>
    does(itemsOf(self, use), given, use)

/** As `over`, where what comes of it is of the same type. */
export const keeping =
  (does: (items: readonly Value[], given: readonly Value[], use: Use) => ListValue): Method =>
  (self, given, use) => {
    const items = itemsOf(self, use)
    const made = does(items, given, use)
    if (made.items.length === 0) made.noItem = noItemIn(self, items)
    return made
  }

/** What LINQ gives: enumerated at once, where .NET waits until somebody asks. */
export const sequence = (items: readonly Value[]): ListValue => new ListValue([...items], 'Enumerable')

/** Of the type between the angle brackets: `Values<int>()`. */
export const typed = ({ types }: Use, items: readonly Value[]): ListValue => {
  const made = sequence(items)
  made.noItem = noItemOfType(types[0])
  return made
}

/** The items that a test keeps; without a test, all. */
export const kept = (items: readonly Value[], test: Value | undefined, use: Use): readonly Value[] => {
  if (test === undefined) return items
  const fits = functionIn(test, use)
  return items.filter((item) => truthIn(fits([item]), use))
}

/** By .NET's default comparer, or one that is handed over. */
export const equal = (left: Value, right: Value, how: readonly Value[], use: Use): boolean => {
  const ignores = ignoresCase(how, use)
  if (typeof left === 'string' && typeof right === 'string' && ignores) return lowered(left) === lowered(right)
  return left instanceof JScalarValue && right instanceof JScalarValue
    ? same(left.value, right.value)
    : same(left, right)
}

/** Each once, the first of those that are equal. */
export const distinct = (items: readonly Value[], use: Use, given: readonly Value[] = []): readonly Value[] => {
  const found: Value[] = []
  for (const item of items) {
    use.spend(found.length)
    if (!found.some((each) => equal(each, item, given, use))) found.push(item)
  }
  return found
}

/** One of the items that a test keeps: else what stands for none, or an error of C#’s. */
export const one =
  (which: (items: readonly Value[]) => Value | undefined, orNull: boolean, single = false): Method =>
  (self, [test], use) => {
    const items = itemsOf(self, use)
    const found = kept(items, test, use)
    if (single && found.length > 1)
      throw thrown(use, 'InvalidOperationException', 'Sequence contains more than one element')
    const value = which(found)
    if (value === undefined && !orNull)
      throw thrown(
        use,
        'InvalidOperationException',
        test === undefined ? 'Sequence contains no elements' : 'Sequence contains no matching element',
      )
    return value === undefined ? noItemOf(self, items, use) : value
  }

/** The first item; undefined: there is none. */
export const first = (items: readonly Value[]): Value | undefined => items[0]
/** The last item; undefined: there is none. */
export const last = (items: readonly Value[]): Value | undefined => items.at(-1)

/** `OrderBy` and its like. */
export const sorted = (sign: 1 | -1): Method =>
  keeping((items, [by, ...how], use) => {
    if (ignoresCase(how, use)) throw new CannotTell(use.at, 'an order without case is not known here')
    return ordered(items, by, sign, use, how.some(isOrdinal) ? 'ordinal' : 'culture')
  })

/** `ThenBy` and its like. */
export const sortedFurther =
  (sign: 1 | -1): Method =>
  (self, [by], use) => {
    const made = orderedFurther(self, by, sign, use)
    if (made === null) throw new CannotTell(use.at, `a ${typeName(self)} is not ordered before ThenBy`)
    return made
  }

/** `GroupBy(key)`, with what is kept of an item, with what is made of each group. */
export const groupedBy = over((items, [by, ...rest], use) => {
  const key = functionIn(by, use)
  const functions = rest.filter((each) => each instanceof FunctionValue)
  const ignores = ignoresCase(
    rest.filter((each) => !(each instanceof FunctionValue)),
    use,
  )
  const result = functions.find(({ parameters }) => parameters === 2)
  const element = functions.find(({ parameters }) => parameters === 1)
  const groups = grouped(
    items.map((item) => [key([item]), element ? element.call([item]) : item] as const),
    ignores,
  )
  return sequence(result ? groups.map((group) => result.call([group.key, sequence(group.items)])) : groups)
})

/** `ToLookup(key)`, with what is kept of an item. */
export const lookedUpBy = over((items, [by, element, ...rest], use) => {
  const key = functionIn(by, use)
  const keeps = element instanceof FunctionValue ? element : null
  const ignores = ignoresCase([...(keeps || element === undefined ? [] : [element]), ...rest], use)
  return new LookupValue(
    grouped(
      items.map((item) => [key([item]), keeps ? keeps.call([item]) : item] as const),
      ignores,
    ),
  )
})

/** What stands before the first item that a test does not keep, or from it on. */
export const until = (kept: 'before' | 'from'): Method =>
  keeping((items, [test], use) => {
    const fits = functionIn(test, use)
    const end = items.findIndex((item, at) => !truthIn(fits([item, int(at)]), use))
    const at = end === -1 ? items.length : end
    return sequence(kept === 'before' ? items.slice(0, at) : items.slice(at))
  })

/** What a selector makes of each item; without one, the items. */
export const values = (items: readonly Value[], by: Value | undefined, use: Use): readonly Value[] => {
  if (by === undefined) return items
  const key = functionIn(by, use)
  return items.map((item) => key([item]))
}

/** The greatest (1) or the least (-1). */
export const extreme = (sign: 1 | -1): Method =>
  over((items, [by], use) => {
    const [start, ...rest] = values(items, by, use)
    if (start === undefined) throw thrown(use, 'InvalidOperationException', 'Sequence contains no elements')
    return rest.reduce((best, each) => (sign * compared(each, best, use) > 0 ? each : best), start)
  })

/** A JSON scalar’s own value. */
export const plain = (value: Value): Value => (value instanceof JScalarValue ? value.value : value)

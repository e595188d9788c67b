import type { Value } from '../value.ts'
import { functionIn } from './arguments.ts'
import { JScalarValue } from './json-values.ts'
import { ListValue, TextObject } from './objects.ts'
import { binary } from './operators.ts'
import { inCulture, ordinal } from './text-order.ts'
import type { Use } from './types.ts'

type TextOrder = 'culture' | 'ordinal'
type Compare = (left: Value, right: Value) => number

/** What `OrderBy` gives: `ThenBy` goes on where its order is even. */
class OrderedValue extends ListValue {
  readonly compare: Compare

  constructor(items: readonly Value[], compare: Compare) {
    super(items.toSorted(compare), 'Enumerable')
    this.compare = compare
  }
}

/** C#'s order of two keys: null first, texts as the culture has them unless ordinals are asked for. */
export const compared = (left: Value, right: Value, use: Use, by: TextOrder = 'culture'): number => {
  const [a, b] = [left, right].map((each) => (each instanceof JScalarValue ? each.value : each))
  if (a === undefined || b === undefined || a === null || b === null)
    return (a ?? null) === null ? ((b ?? null) === null ? 0 : -1) : 1
  if (typeof a === 'string' && typeof b === 'string') return by === 'ordinal' ? ordinal(a, b) : inCulture(a, b, use)
  if (a instanceof TextObject && b instanceof TextObject && a.type === 'Guid' && b.type === 'Guid')
    return a.text === b.text ? 0 : a.text < b.text ? -1 : 1
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  return binary('<', a, b, use) === true ? -1 : binary('>', a, b, use) === true ? 1 : 0
}

/** Each key is asked for once, as .NET does. */
const byKey = (by: Value | undefined, sign: 1 | -1, use: Use, texts: TextOrder): Compare => {
  const key = functionIn(by, use)
  const keys = new Map<Value, Value>()
  const keyOf = (item: Value): Value => {
    const known = keys.get(item)
    if (known !== undefined) return known
    const made = key([item])
    keys.set(item, made)
    return made
  }
  return (left, right) => {
    use.spend(1)
    return sign * compared(keyOf(left), keyOf(right), use, texts)
  }
}

export const ordered = (
  items: readonly Value[],
  by: Value | undefined,
  sign: 1 | -1,
  use: Use,
  texts: TextOrder = 'culture',
): ListValue => new OrderedValue(items, byKey(by, sign, use, texts))

/** @returns null when it was not ordered before, which C# does not compile */
export const orderedFurther = (self: Value, by: Value | undefined, sign: 1 | -1, use: Use): ListValue | null => {
  if (!(self instanceof OrderedValue)) return null
  const [first, then] = [self.compare, byKey(by, sign, use, 'culture')]
  return new OrderedValue(self.items, (left, right) => first(left, right) || then(left, right))
}

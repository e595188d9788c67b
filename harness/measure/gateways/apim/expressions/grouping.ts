import type { Value } from '../value.ts'
import { JScalarValue } from './json-values.ts'
import { DictionaryValue, ListValue } from './objects.ts'

/** Items that have a key in common. https://learn.microsoft.com/dotnet/api/system.linq.igrouping-2 */
export class GroupingValue extends ListValue {
  readonly key: Value

  constructor(key: Value, items: Value[]) {
    super(items, 'Grouping')
    this.key = key
  }
}

/** Groups that are looked up by their keys. https://learn.microsoft.com/dotnet/api/system.linq.lookup-2 */
export class LookupValue extends ListValue {
  readonly groups: readonly GroupingValue[]

  constructor(groups: GroupingValue[]) {
    super(groups, 'Lookup')
    this.groups = groups
  }
}

/** In the order in which the keys appear. */
export const grouped = (pairs: Iterable<readonly [key: Value, item: Value]>, ignoreCase = false): GroupingValue[] => {
  const groups = new DictionaryValue([], ignoreCase)
  for (const [key, item] of pairs) {
    const plain = key instanceof JScalarValue ? key.value : key
    const there = groups.get(plain)
    if (there instanceof GroupingValue) there.items.push(item)
    else groups.set(plain, new GroupingValue(key, [item]))
  }
  return [...groups.entries.values()].flatMap(([, group]) => (group instanceof GroupingValue ? [group] : []))
}

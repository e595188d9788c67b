import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { functionIn, ignoresCase, numberIn, truthIn } from './arguments.ts'
import { lowered } from './casing.ts'
import { displayed } from './displayed.ts'
import { same } from './equality.ts'
import { int, isNumber } from './numbers.ts'
import { BytesValue, DictionaryValue, FunctionValue, ListValue, PairValue } from './objects.ts'
import { compared } from './ordering.ts'

import { itemsOf, tryItems } from './sequence.ts'
import { of, type Static, type Types, thrown, type Use } from './types.ts'

const place = (by: Value | undefined, length: number, use: Use): number => {
  const at = numberIn(by, use)
  if (at < 0 || at >= length)
    throw thrown(use, 'IndexOutOfRangeException', 'Index was outside the bounds of the array.')
  return at
}

const listFrom =
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

const holds = (set: ListValue, item: Value, use: Use): boolean => {
  use.spend(set.items.length)
  const plain = (value: Value): Value => (set.ignoreCase && typeof value === 'string' ? lowered(value) : value)
  return set.items.some((each) => same(plain(each), plain(item)))
}

/** Whether it was not there before. */
const addTo = (set: ListValue, item: Value, use: Use): boolean => {
  if (holds(set, item, use)) return false
  set.items.push(item)
  return true
}

const pushed = of(ListValue, (self, [item], use) => {
  use.spend(1)
  self.items.push(item ?? null)
  return null
})

const taken = (from: (self: ListValue) => Value | undefined) =>
  of(ListValue, (self, _given, use) => {
    const item = from(self)
    if (item === undefined) throw thrown(use, 'InvalidOperationException', 'The collection is empty.')
    return item
  })

/** `Array.Copy(source, target, length)`, or with a place in each: `(source, from, target, to, length)`. */
const arrayCopy: Static = (given, use) => {
  const places = given.length === 5
  const [source, target, length] = places ? [given[0], given[2], given[4]] : given
  const [from, to] = places ? [numberIn(given[1], use), numberIn(given[3], use)] : [0, 0]
  const count = numberIn(length, use)
  use.spend(Math.max(0, count))
  const fits = (size: number, at: number): boolean => at >= 0 && count >= 0 && at + count <= size
  if (source instanceof BytesValue && target instanceof BytesValue) {
    if (!fits(source.bytes.length, from) || !fits(target.bytes.length, to)) throw tooShort(use)
    target.bytes.set(source.bytes.slice(from, from + count), to)
    return null
  }
  if (!(source instanceof ListValue && target instanceof ListValue))
    throw new CannotTell(use.at, 'Array.Copy between these is not known here')
  if (!fits(source.items.length, from) || !fits(target.items.length, to)) throw tooShort(use)
  target.items.splice(to, count, ...source.items.slice(from, from + count))
  return null
}

const tooShort = (use: Use) => thrown(use, 'ArgumentException', 'Source or destination array was not long enough.')

/** https://learn.microsoft.com/dotnet/api/system.collections.generic */
export const collectionTypes: Types = {
  Array: {
    index: of(ListValue, (self, [by], use) => self.items[place(by, self.items.length, use)] ?? null),
    setIndex: of(ListValue, (self, [by, value], use) => {
      self.items[place(by, self.items.length, use)] = value ?? null
      return null
    }),
    properties: { Length: of(ListValue, (self) => int(self.items.length)) },
    functions: {
      Copy: arrayCopy,
      IndexOf: ([list, item], use) => int(itemsOf(list ?? null, use).findIndex((each) => same(each, item ?? null))),
      Exists: ([list, test], use) =>
        itemsOf(list ?? null, use).some((each) => truthIn(functionIn(test, use)([each]), use)),
      Sort: ([list, ...how], use) => {
        if (!(list instanceof ListValue) || how.length > 0) throw new CannotTell(use.at, 'this Sort is not known here')
        list.items.sort((left, right) => compared(left, right, use))
        return null
      },
      Reverse: ([list], use) => {
        if (!(list instanceof ListValue)) throw new CannotTell(use.at, 'this Reverse is not known here')
        list.items.reverse()
        return null
      },
      ConvertAll: ([list, make], use) =>
        new ListValue(itemsOf(list ?? null, use).map((each) => functionIn(make, use)([each]))),
      Find: ([list, test], use) =>
        itemsOf(list ?? null, use).find((each) => truthIn(functionIn(test, use)([each]), use)) ?? null,
    },
  },
  'byte[]': {
    index: of(BytesValue, (self, [by], use) => int(self.bytes[place(by, self.bytes.length, use)] ?? 0)),
    setIndex: of(BytesValue, (self, [by, value], use) => {
      self.bytes[place(by, self.bytes.length, use)] = numberIn(value, use)
      return null
    }),
    properties: { Length: of(BytesValue, (self) => int(self.bytes.length)) },
  },
  List: {
    like: ['Array'],
    construct: listFrom('List'),
    properties: { Count: of(ListValue, (self) => int(self.items.length)) },
    methods: {
      Add: of(ListValue, (self, [item], use) => {
        use.spend(1)
        self.items.push(item ?? null)
        return null
      }),
      AddRange: of(ListValue, (self, [items], use) => {
        self.items.push(...itemsOf(items ?? null, use))
        return null
      }),
      Insert: of(ListValue, (self, [at, item], use) => {
        self.items.splice(place(at, self.items.length + 1, use), 0, item ?? null)
        return null
      }),
      Remove: of(ListValue, (self, [item]) => {
        const at = self.items.findIndex((each) => same(each, item ?? null))
        if (at >= 0) self.items.splice(at, 1)
        return at >= 0
      }),
      RemoveAt: of(ListValue, (self, [by], use) => {
        self.items.splice(place(by, self.items.length, use), 1)
        return null
      }),
      Clear: of(ListValue, (self) => {
        self.items = []
        return null
      }),
      IndexOf: of(ListValue, (self, [item]) => int(self.items.findIndex((each) => same(each, item ?? null)))),
      Exists: of(ListValue, (self, [test], use) =>
        self.items.some((each) => truthIn(functionIn(test, use)([each]), use)),
      ),
      FindIndex: of(ListValue, (self, [test], use) =>
        int(self.items.findIndex((each) => truthIn(functionIn(test, use)([each]), use))),
      ),
      FindAll: of(
        ListValue,
        (self, [test], use) =>
          new ListValue(
            self.items.filter((each) => truthIn(functionIn(test, use)([each]), use)),
            'List',
          ),
      ),
      RemoveAll: of(ListValue, (self, [test], use) => {
        const before = self.items.length
        self.items = self.items.filter((each) => !truthIn(functionIn(test, use)([each]), use))
        return int(before - self.items.length)
      }),
      TrueForAll: of(ListValue, (self, [test], use) =>
        self.items.every((each) => truthIn(functionIn(test, use)([each]), use)),
      ),
      ConvertAll: of(
        ListValue,
        (self, [make], use) =>
          new ListValue(
            self.items.map((each) => functionIn(make, use)([each])),
            'List',
          ),
      ),
      AsReadOnly: of(ListValue, (self) => self),
      // Unlike LINQ's it turns the list itself.
      Reverse: of(ListValue, (self) => {
        self.items.reverse()
        return null
      }),
      Sort: of(ListValue, (self, given, use) => {
        if (given.length > 0) throw new CannotTell(use.at, 'Sort by a comparison is not known here')
        self.items = self.items.toSorted((left, right) => compared(left, right, use))
        return null
      }),
      Find: of(
        ListValue,
        (self, [test], use) => self.items.find((each) => truthIn(functionIn(test, use)([each]), use)) ?? null,
      ),
      ForEach: of(ListValue, (self, [does], use) => {
        for (const each of self.items) functionIn(does, use)([each])
        return null
      }),
    },
  },
  HashSet: {
    construct: listFrom('HashSet'),
    properties: { Count: of(ListValue, (self) => int(self.items.length)) },
    methods: {
      Add: of(ListValue, (self, [item], use) => addTo(self, item ?? null, use)),
      Contains: of(ListValue, (self, [item], use) => holds(self, item ?? null, use)),
      Overlaps: of(ListValue, (self, [items], use) =>
        itemsOf(items ?? null, use).some((each) => holds(self, each, use)),
      ),
      IsSupersetOf: of(ListValue, (self, [items], use) =>
        itemsOf(items ?? null, use).every((each) => holds(self, each, use)),
      ),
    },
  },
  Queue: {
    construct: listFrom('Queue'),
    properties: { Count: of(ListValue, (self) => int(self.items.length)) },
    methods: { Enqueue: pushed, Dequeue: taken((self) => self.items.shift()), Peek: taken((self) => self.items[0]) },
  },
  Stack: {
    construct: listFrom('Stack'),
    properties: { Count: of(ListValue, (self) => int(self.items.length)) },
    methods: {
      // What was put there last stands first, as it is gone through.
      Push: of(ListValue, (self, [item], use) => {
        use.spend(1)
        self.items.unshift(item ?? null)
        return null
      }),
      Pop: taken((self) => self.items.shift()),
      Peek: taken((self) => self.items[0]),
    },
  },
  KeyValuePair: {
    construct: ([key = null, value = null]) => new PairValue(key, value),
    properties: { Key: of(PairValue, (self) => self.key), Value: of(PairValue, (self) => self.value) },
  },
  Func: { methods: { Invoke: of(FunctionValue, (self, given) => self.call(given)) } },
  Dictionary: {
    construct: (given, use) => {
      const from = given.find((each) => each instanceof DictionaryValue)
      return new DictionaryValue(
        from instanceof DictionaryValue ? from.entries.values() : [],
        ignoresCase(
          given.filter((each) => !(each instanceof DictionaryValue) && !isNumber(each)),
          use,
        ),
      )
    },
    index: of(DictionaryValue, (self, [key], use) => {
      const value = self.get(key ?? null)
      if (value === undefined)
        throw thrown(
          use,
          'KeyNotFoundException',
          `The given key '${displayed(key ?? null, use.at)}' was not present in the dictionary.`,
        )
      return value
    }),
    setIndex: of(DictionaryValue, (self, [key, value], use) => {
      use.spend(1)
      self.set(key ?? null, value ?? null)
      return null
    }),
    properties: {
      Count: of(DictionaryValue, (self) => int(self.entries.size)),
      Keys: of(
        DictionaryValue,
        (self) =>
          new ListValue(
            [...self.entries.values()].map(([key]) => key),
            'Enumerable',
          ),
      ),
      Values: of(
        DictionaryValue,
        (self) =>
          new ListValue(
            [...self.entries.values()].map(([, value]) => value),
            'Enumerable',
          ),
      ),
    },
    methods: {
      Add: of(DictionaryValue, (self, [key, value], use) => {
        use.spend(1)
        if (self.get(key ?? null) !== undefined)
          throw thrown(use, 'ArgumentException', 'An item with the same key has already been added.')
        self.set(key ?? null, value ?? null)
        return null
      }),
      ContainsValue: of(DictionaryValue, (self, [value]) =>
        [...self.entries.values()].some(([, each]) => same(each, value ?? null)),
      ),
      ContainsKey: of(DictionaryValue, (self, [key]) => self.get(key ?? null) !== undefined),
      Remove: of(DictionaryValue, (self, [key]) => self.delete(key ?? null)),
      TryGetValue: of(DictionaryValue, (self, [key], use) => {
        const value = self.get(key ?? null)
        use.out(1, value ?? null)
        return value !== undefined
      }),
      GetValueOrDefault: of(DictionaryValue, (self, [key, otherwise]) => self.get(key ?? null) ?? otherwise ?? null),
    },
  },
}

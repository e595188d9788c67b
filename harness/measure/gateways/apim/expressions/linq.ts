import { CannotTell } from '../policy.ts'
import { functionIn, ignoresCase, numberIn, truthIn } from './arguments.ts'
import { cast } from './cast.ts'
import { displayed } from './displayed.ts'
import { same } from './equality.ts'
import { GroupingValue, LookupValue } from './grouping.ts'
import { child, valueAs } from './json-token.ts'
import { isToken, JScalarValue } from './json-values.ts'
import {
  distinct,
  equal,
  extreme,
  first,
  groupedBy,
  keeping,
  kept,
  last,
  lookedUpBy,
  one,
  over,
  plain,
  sequence,
  sorted,
  sortedFurther,
  typed,
  until,
  values,
} from './linq-methods.ts'
import { setMethods } from './linq-sets.ts'
import { noItemOf } from './no-item.ts'
import { double, int, isNumber, long } from './numbers.ts'
import { DictionaryValue, FunctionValue, ListValue } from './objects.ts'
import { binary } from './operators.ts'
import { itemsOf } from './sequence.ts'
import { isOf } from './type-names.ts'
import { of, type Types, thrown } from './types.ts'

/** https://learn.microsoft.com/dotnet/api/system.linq.enumerable */
export const linqTypes: Types = {
  Enumerable: {
    functions: {
      Empty: (_given, use) => typed(use, []),
      Range: ([start, count], use) => {
        const size = numberIn(count, use)
        use.spend(Math.max(0, size))
        return sequence(Array.from({ length: Math.max(0, size) }, (_, at) => int(numberIn(start, use) + at)))
      },
      Repeat: ([item, count], use) => {
        const size = numberIn(count, use)
        use.spend(Math.max(0, size))
        return sequence(Array.from({ length: Math.max(0, size) }, () => item ?? null))
      },
    },
  },
  Grouping: {
    properties: {
      Key: (self, _given, use) => {
        if (self instanceof GroupingValue) return self.key
        throw new CannotTell(use.at, 'the key of what is no group is not known here')
      },
    },
  },
  Lookup: {
    index: of(LookupValue, (self, [key]) => {
      const found = self.groups.find((group) => same(plain(group.key), plain(key ?? null)))
      return sequence(found ? found.items : [])
    }),
    properties: { Count: of(LookupValue, (self) => int(self.groups.length)) },
    methods: {
      Contains: of(LookupValue, (self, [key]) =>
        self.groups.some((group) => same(plain(group.key), plain(key ?? null))),
      ),
    },
  },
  IEnumerable: {
    methods: {
      Select: over((items, [by], use) => {
        const make = functionIn(by, use)
        const made = sequence(items.map((item, at) => make([item, int(at)])))
        if (by instanceof FunctionValue && made.items.length === 0) made.noItem = by.noItem
        return made
      }),
      Where: keeping((items, [test], use) => {
        const fits = functionIn(test, use)
        return sequence(items.filter((item, at) => truthIn(fits([item, int(at)]), use)))
      }),
      SelectMany: over((items, [by, join], use) => {
        const make = join === undefined ? null : functionIn(join, use)
        return sequence(
          items.flatMap((item, at) => {
            const inner = itemsOf(functionIn(by, use)([item, int(at)]), use)
            return make ? inner.map((each) => make([item, each])) : inner
          }),
        )
      }),
      ...setMethods,
      First: one(first, false),
      FirstOrDefault: one(first, true),
      Last: one(last, false),
      LastOrDefault: one(last, true),
      Single: one(first, false, true),
      SingleOrDefault: one(first, true, true),
      Any: over((items, [test], use) => kept(items, test, use).length > 0),
      All: over((items, [test], use) => kept(items, test, use).length === items.length),
      Count: over((items, [test], use) => int(kept(items, test, use).length)),
      Contains: over((items, [item = null, ...how], use) => {
        // `JArray.Contains` looks for that very token, LINQ's for one of that value: which is meant, the type in front of it says.
        if (!isToken(item) && items.some((each) => each instanceof JScalarValue && same(each.value, item)))
          throw new CannotTell(use.at, 'whether a list of tokens contains a plain value is not known here: cast them')
        return items.some((each) => equal(each, item, how, use))
      }),
      ElementAt: over((items, [at], use) => {
        const item = items[numberIn(at, use)]
        if (item === undefined) throw thrown(use, 'ArgumentOutOfRangeException', 'Index was out of range.')
        return item
      }),
      ElementAtOrDefault: (self, [at], use) => {
        const items = itemsOf(self, use)
        const item = items[numberIn(at, use)]
        return item === undefined ? noItemOf(self, items, use) : item
      },
      Skip: keeping((items, [count], use) => sequence(items.slice(Math.max(0, numberIn(count, use))))),
      Take: keeping((items, [count], use) => sequence(items.slice(0, Math.max(0, numberIn(count, use))))),
      Reverse: keeping((items) => sequence(items.toReversed())),
      Append: keeping((items, [item]) => sequence([...items, item ?? null])),
      OrderBy: sorted(1),
      OrderByDescending: sorted(-1),
      ThenBy: sortedFurther(1),
      ThenByDescending: sortedFurther(-1),
      GroupBy: groupedBy,
      ToLookup: lookedUpBy,
      LongCount: over((items, [test], use) => long(kept(items, test, use).length)),
      TakeWhile: until('before'),
      SkipWhile: until('from'),
      Prepend: keeping((items, [item]) => sequence([item ?? null, ...items])),
      Max: extreme(1),
      Min: extreme(-1),
      Sum: over((items, [by], use) =>
        values(items, by, use)
          .map(plain)
          .reduce((sum, each) => binary('+', sum, each, use), int(0)),
      ),
      Average: over((items, [by], use) => {
        const numbers = values(items, by, use).map(plain).filter(isNumber)
        if (numbers.length === 0) throw thrown(use, 'InvalidOperationException', 'Sequence contains no elements')
        return double(numbers.reduce((sum, { value }) => sum + Number(value), 0) / numbers.length)
      }),
      Aggregate: over((items, given, use) => {
        const [seed, by] = given.length === 1 ? [items[0], given[0]] : given
        if (seed === undefined) throw thrown(use, 'InvalidOperationException', 'Sequence contains no elements')
        const join = functionIn(by, use)
        const all = (given.length === 1 ? items.slice(1) : items).reduce((so, each) => join([so, each]), seed)
        return given.length === 3 ? functionIn(given[2], use)([all]) : all
      }),
      Cast: over((items, _given, use) =>
        typed(
          use,
          items.map((item) => (use.types[0] === undefined ? item : cast(item, use.types[0], use))),
        ),
      ),
      OfType: over((items, _given, use) =>
        typed(
          use,
          items.filter((item) => use.types[0] !== undefined && isOf(item, use.types[0], use)),
        ),
      ),
      Values: over((items, [by], use) =>
        typed(
          use,
          items
            .flatMap((item) => (by === undefined ? [item] : (child(item, by, use) ?? [])))
            .map((item) => (use.types[0] === undefined || !isToken(item) ? item : valueAs(item, use))),
        ),
      ),
      DefaultIfEmpty: (self, [otherwise], use) => {
        const items = itemsOf(self, use)
        if (items.length > 0) return sequence(items)
        return sequence([otherwise === undefined ? noItemOf(self, items, use) : otherwise])
      },
      AsEnumerable: keeping(sequence),
      ToArray: keeping((items) => new ListValue([...items])),
      ToList: keeping((items) => new ListValue([...items], 'List')),
      ToHashSet: keeping((items, given, use) => {
        const made = new ListValue([...distinct(items, use, given)], 'HashSet')
        made.ignoreCase = ignoresCase(given, use)
        return made
      }),
      ToDictionary: over((items, [key, value, ...how], use) => {
        const made = new DictionaryValue(
          [],
          ignoresCase(
            [value ?? [], how].flat().filter((each) => !(each instanceof FunctionValue)),
            use,
          ),
        )
        for (const item of items) {
          const name = functionIn(key, use)([item])
          if (made.get(name) !== undefined)
            throw thrown(
              use,
              'ArgumentException',
              `An item with the same key has already been added. Key: ${displayed(name, use.at)}`,
            )
          made.set(name, !(value instanceof FunctionValue) ? item : functionIn(value, use)([item]))
        }
        return made
      }),
    },
  },
}

import { CannotTell } from '../policy.ts'
import { functionIn, ignoresCase, numberIn, truthIn } from './arguments.ts'
import { cast } from './cast.ts'
import { displayed } from './displayed.ts'
import { same } from './equality.ts'
import { GroupingValue } from './grouping.ts'
import { child, valueAs } from './json-token.ts'
import { isToken } from './json-values.ts'
import {
  distinct,
  equal,
  extreme,
  first,
  groupedBy,
  kept,
  last,
  one,
  over,
  plain,
  sequence,
  sorted,
  sortedFurther,
  until,
  values,
} from './linq-methods.ts'
import { double, int, isNumber } from './numbers.ts'
import { DictionaryValue, FunctionValue, ListValue } from './objects.ts'
import { binary } from './operators.ts'
import { itemsOf } from './sequence.ts'
import { isOf } from './type-names.ts'
import { type Types, thrown } from './types.ts'

/** https://learn.microsoft.com/dotnet/api/system.linq.enumerable */
export const linqTypes: Types = {
  Enumerable: {
    functions: {
      Empty: () => sequence([]),
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
  IEnumerable: {
    methods: {
      Select: over((items, [by], use) => {
        const make = functionIn(by, use)
        return sequence(items.map((item, at) => make([item, int(at)])))
      }),
      Where: over((items, [test], use) => {
        const fits = functionIn(test, use)
        return sequence(items.filter((item, at) => truthIn(fits([item, int(at)]), use)))
      }),
      SelectMany: over((items, [by], use) =>
        sequence(items.flatMap((item) => itemsOf(functionIn(by, use)([item]), use))),
      ),
      First: one(first, false),
      FirstOrDefault: one(first, true),
      Last: one(last, false),
      LastOrDefault: one(last, true),
      Single: one(first, false, true),
      SingleOrDefault: one(first, true, true),
      Any: over((items, [test], use) => kept(items, test, use).length > 0),
      All: over((items, [test], use) => kept(items, test, use).length === items.length),
      Count: over((items, [test], use) => int(kept(items, test, use).length)),
      Contains: over((items, [item, ...how], use) => items.some((each) => equal(each, item ?? null, how, use))),
      ElementAt: over((items, [at], use) => {
        const item = items[numberIn(at, use)]
        if (item === undefined) throw thrown(use, 'ArgumentOutOfRangeException', 'Index was out of range.')
        return item
      }),
      ElementAtOrDefault: over((items, [at], use) => items[numberIn(at, use)] ?? null),
      Skip: over((items, [count], use) => sequence(items.slice(Math.max(0, numberIn(count, use))))),
      Take: over((items, [count], use) => sequence(items.slice(0, Math.max(0, numberIn(count, use))))),
      Reverse: over((items) => sequence(items.toReversed())),
      Distinct: over((items, given, use) => sequence(distinct(items, use, given))),
      Concat: over((items, [more], use) => sequence([...items, ...itemsOf(more ?? null, use)])),
      Append: over((items, [item]) => sequence([...items, item ?? null])),
      Union: over((items, [more], use) => sequence(distinct([...items, ...itemsOf(more ?? null, use)], use))),
      Intersect: over((items, [more, ...how], use) => {
        const others = itemsOf(more ?? null, use)
        use.spend(items.length * others.length)
        return sequence(
          distinct(
            items.filter((item) => others.some((each) => equal(each, item, how, use))),
            use,
            how,
          ),
        )
      }),
      Except: over((items, [more, ...how], use) => {
        const others = itemsOf(more ?? null, use)
        use.spend(items.length * others.length)
        return sequence(
          distinct(
            items.filter((item) => !others.some((each) => equal(each, item, how, use))),
            use,
            how,
          ),
        )
      }),
      SequenceEqual: over((items, [more], use) => {
        const others = itemsOf(more ?? null, use)
        return items.length === others.length && items.every((item, at) => same(item, others[at] ?? null))
      }),
      OrderBy: sorted(1),
      OrderByDescending: sorted(-1),
      ThenBy: sortedFurther(1),
      ThenByDescending: sortedFurther(-1),
      GroupBy: groupedBy,
      TakeWhile: until('before'),
      SkipWhile: until('from'),
      Prepend: over((items, [item]) => sequence([item ?? null, ...items])),
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
        return (given.length === 1 ? items.slice(1) : items).reduce((all, each) => join([all, each]), seed)
      }),
      Zip: over((items, [more, by], use) => {
        const others = itemsOf(more ?? null, use)
        const join = functionIn(by, use)
        return sequence(items.slice(0, others.length).map((item, at) => join([item, others[at] ?? null])))
      }),
      Cast: over((items, _given, use) =>
        sequence(items.map((item) => (use.types[0] === undefined ? item : cast(item, use.types[0], use)))),
      ),
      OfType: over((items, _given, use) =>
        sequence(items.filter((item) => use.types[0] !== undefined && isOf(item, use.types[0], use))),
      ),
      Values: over((items, [by], use) =>
        sequence(
          items
            .flatMap((item) => (by === undefined ? [item] : (child(item, by, use) ?? [])))
            .map((item) => (use.types[0] === undefined || !isToken(item) ? item : valueAs(item, use))),
        ),
      ),
      DefaultIfEmpty: over((items, [otherwise]) => sequence(items.length === 0 ? [otherwise ?? null] : items)),
      AsEnumerable: over(sequence),
      ToArray: over((items) => new ListValue([...items])),
      ToList: over((items) => new ListValue([...items], 'List')),
      ToHashSet: over((items, given, use) => {
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

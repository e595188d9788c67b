import { CannotTell } from '../policy.ts'
import { functionIn, numberIn, truthIn } from './arguments.ts'
import { same } from './equality.ts'
import { int } from './numbers.ts'
import { BytesValue, ListValue } from './objects.ts'
import { compared } from './ordering.ts'
import { place } from './place.ts'
import { itemsOf } from './sequence.ts'
import { of, type Static, type Types, thrown, type Use } from './types.ts'

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

/** https://learn.microsoft.com/dotnet/api/system.array */
export const arrayTypes: Types = {
  Array: {
    index: of(ListValue, (self, [by], use) => self.items[place(by, self.items.length, use)] ?? null),
    setIndex: of(ListValue, (self, [by, value], use) => {
      self.items[place(by, self.items.length, use)] = value ?? null
      return null
    }),
    properties: { Length: of(ListValue, (self) => int(self.items.length)) },
    methods: {
      GetLength: of(ListValue, (self, [dimension], use) => {
        if (numberIn(dimension, use) === 0) return int(self.items.length)
        throw thrown(use, 'IndexOutOfRangeException', 'Index was outside the bounds of the array.')
      }),
    },
    functions: {
      Copy: arrayCopy,
      IndexOf: ([list, item], use) => int(itemsOf(list ?? null, use).findIndex((each) => same(each, item ?? null))),
      LastIndexOf: ([list, item], use) =>
        int(itemsOf(list ?? null, use).findLastIndex((each) => same(each, item ?? null))),
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
}

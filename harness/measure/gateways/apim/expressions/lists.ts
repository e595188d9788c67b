import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { functionIn, numberIn, truthIn } from './arguments.ts'
import { same } from './equality.ts'
import { listFrom } from './list-from.ts'
import { int } from './numbers.ts'
import { ListValue } from './objects.ts'
import { compared } from './ordering.ts'
import { place } from './place.ts'
import { itemsOf } from './sequence.ts'
import { of, type Types, thrown, type Use } from './types.ts'

/** From a place on, so many. @throws EvaluationError ArgumentException */
const range = (self: ListValue, [from, count]: readonly Value[], use: Use): readonly [number, number] => {
  const [at, size] = [numberIn(from, use), numberIn(count, use)]
  if (at < 0 || size < 0 || at + size > self.items.length)
    throw thrown(use, 'ArgumentException', 'Offset and length were out of bounds for the array.')
  return [at, size]
}

/** https://learn.microsoft.com/dotnet/api/system.collections.generic.list-1 */
export const listTypes: Types = {
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
      InsertRange: of(ListValue, (self, [at, items], use) => {
        self.items.splice(place(at, self.items.length + 1, use), 0, ...itemsOf(items ?? null, use))
        return null
      }),
      GetRange: of(ListValue, (self, given, use) => {
        const [at, size] = range(self, given, use)
        return new ListValue(self.items.slice(at, at + size), 'List')
      }),
      RemoveRange: of(ListValue, (self, given, use) => {
        self.items.splice(...range(self, given, use))
        return null
      }),
      LastIndexOf: of(ListValue, (self, [item]) => int(self.items.findLastIndex((each) => same(each, item ?? null)))),
      FindLast: of(
        ListValue,
        (self, [test], use) => self.items.findLast((each) => truthIn(functionIn(test, use)([each]), use)) ?? null,
      ),
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
}

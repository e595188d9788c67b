import type { Value } from '../value.ts'
import { addTo, holds, listFrom } from './list-from.ts'
import { int } from './numbers.ts'
import { ListValue } from './objects.ts'
import { itemsOf } from './sequence.ts'
import { of, type Types, thrown } from './types.ts'

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

/** https://learn.microsoft.com/dotnet/api/system.collections.generic */
export const setTypes: Types = {
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
}

import { ignoresCase } from './arguments.ts'
import { displayed } from './displayed.ts'
import { same } from './equality.ts'
import { int, isNumber } from './numbers.ts'
import { DictionaryValue, FunctionValue, ListValue, PairValue } from './objects.ts'
import { of, type Types, thrown } from './types.ts'

/** https://learn.microsoft.com/dotnet/api/system.collections.generic.dictionary-2 */
export const dictionaryTypes: Types = {
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
      TryAdd: of(DictionaryValue, (self, [key, value], use) => {
        use.spend(1)
        if (self.get(key ?? null) !== undefined) return false
        self.set(key ?? null, value ?? null)
        return true
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

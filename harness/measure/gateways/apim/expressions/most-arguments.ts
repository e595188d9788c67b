import { CannotTell } from '../policy.ts'
import type { Method, Static, TypeFacts, Types, Use } from './types.ts'

/**
 * How many arguments of a member are looked at here, where .NET has it with more of them. One too many would be passed over, and
 * something else be told than .NET does.
 */
const MOST: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  IEnumerable: {
    Aggregate: 3,
    All: 1,
    Any: 1,
    Append: 1,
    AsEnumerable: 0,
    Average: 1,
    Concat: 1,
    Count: 1,
    DefaultIfEmpty: 1,
    ElementAt: 1,
    ElementAtOrDefault: 1,
    First: 1,
    FirstOrDefault: 1,
    Last: 1,
    LastOrDefault: 1,
    LongCount: 1,
    Max: 1,
    Min: 1,
    Prepend: 1,
    Reverse: 0,
    Select: 1,
    SelectMany: 2,
    Single: 1,
    SingleOrDefault: 1,
    Skip: 1,
    SkipLast: 1,
    SkipWhile: 1,
    Sum: 1,
    Take: 1,
    TakeLast: 1,
    TakeWhile: 1,
    ThenBy: 1,
    ThenByDescending: 1,
    Where: 1,
    Zip: 2,
  },
  List: { Find: 1, FindIndex: 1, FindLast: 1, IndexOf: 1, LastIndexOf: 1, Reverse: 0 },
  Array: { Exists: 2, Find: 2, IndexOf: 2, LastIndexOf: 2, Reverse: 1 },
  Dictionary: { Remove: 1 },
  string: { CompareTo: 1, IndexOfAny: 1, LastIndexOfAny: 1, Normalize: 0, ToCharArray: 0 },
  Encoding: { GetByteCount: 1, GetBytes: 1, GetString: 1 },
  BitConverter: { ToInt32: 2, ToString: 1 },
  Convert: { FromBase64String: 1, ToBase64String: 1 },
  Digest: { ComputeHash: 1 },
}

/** The types, with members that refuse what nobody here looks at. */
export const withMostArguments = (types: Types): Types =>
  Object.fromEntries(
    Object.entries(types).map(([type, facts]) => [type, Object.hasOwn(MOST, type) ? bounded(type, facts) : facts]),
  )

const bounded = (type: string, facts: TypeFacts): TypeFacts => ({
  ...facts,
  ...(facts.methods ? { methods: mapped(facts.methods, type, methodOf) } : {}),
  ...(facts.functions ? { functions: mapped(facts.functions, type, functionOf) } : {}),
})

const mapped = <T>(
  table: Readonly<Record<string, T>>,
  type: string,
  bound: (does: T, most: number, name: string) => T,
): Readonly<Record<string, T>> =>
  Object.fromEntries(
    Object.entries(table).map(([name, does]) => {
      const most = MOST[type]?.[name]
      return [name, most === undefined ? does : bound(does, most, `${type}.${name}`)]
    }),
  )

const methodOf =
  (does: Method, most: number, name: string): Method =>
  (self, given, use) =>
    does(self, taken(given, most, name, use), use)

const functionOf =
  (does: Static, most: number, name: string): Static =>
  (given, use) =>
    does(taken(given, most, name, use), use)

const taken = <T>(given: readonly T[], most: number, name: string, use: Use): readonly T[] => {
  if (given.length <= most) return given
  throw new CannotTell(use.at, `${name} with ${given.length} arguments is not known here`)
}

import type { Value } from '../value.ts'
import { RecordValue } from './objects.ts'
import type { Types } from './types.ts'

const tuple = (given: readonly Value[]): Value =>
  new RecordValue(
    'Tuple',
    given.map((value, at) => [`Item${at + 1}`, value] as const),
  )

/** https://learn.microsoft.com/dotnet/api/system.tuple */
export const tupleTypes: Types = { Tuple: { construct: tuple, functions: { Create: tuple } } }

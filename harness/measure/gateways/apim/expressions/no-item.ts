import type { TypeName } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { MomentValue, SpanValue } from './moments.ts'
import { converted, int, isNumber } from './numbers.ts'
import { DictionaryValue, FieldsValue, ListValue, type NoItem, PairValue, TextObject } from './objects.ts'
import { isVariables } from './sequence.ts'
import { defaultOf, plainName } from './type-names.ts'
import type { Use } from './types.ts'

/** What `FirstOrDefault` and its like give where there is no item. @throws CannotTell */
export const noItemOf = (self: Value, items: readonly Value[], use: Use): Value => {
  const none = noItemIn(self, items)
  if (none === 'structure') throw new CannotTell(use.at, 'what stands for a date, a time or a Guid that is not there')
  return none
}

/** As its type says, or its items tell; a text, an object and what nobody knows are null. */
export const noItemIn = (self: Value, [sample = null]: readonly Value[]): NoItem => {
  if (self instanceof ListValue && self.noItem !== undefined) return self.noItem
  if (self instanceof DictionaryValue || self instanceof FieldsValue || isVariables(self))
    return sample === null ? new PairValue(null, null) : like(sample)
  return like(sample)
}

const STRUCTURES = new Set(['Guid', 'DayOfWeek'])

const like = (sample: Value): NoItem => {
  if (typeof sample === 'boolean') return false
  if (isNumber(sample)) return converted(int(0), sample.type)
  if (sample instanceof MomentValue || sample instanceof SpanValue) return 'structure'
  if (sample instanceof TextObject && STRUCTURES.has(sample.type)) return 'structure'
  if (!(sample instanceof PairValue)) return null
  const [key, value] = [like(sample.key), like(sample.value)]
  return key === 'structure' || value === 'structure' ? 'structure' : new PairValue(key, value)
}

const STRUCTURE_TYPES = new Set(['DateTime', 'DateTimeOffset', 'TimeSpan', 'Guid', 'DayOfWeek'])

/** Of a type that is written: `new List<int>()`. */
export const noItemOfType = (type: TypeName | undefined): NoItem | undefined => {
  if (type === undefined) return undefined
  const isStructure = STRUCTURE_TYPES.has(plainName(type.name)) && !type.array && !type.nullable
  return isStructure ? 'structure' : defaultOf(type)
}

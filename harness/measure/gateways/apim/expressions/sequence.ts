import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { JArrayValue, JObjectValue, JPropertyValue, JScalarValue } from './json-values.ts'
import { char, int } from './numbers.ts'
import { BytesValue, DictionaryValue, FieldsValue, ListValue, PairValue, Thing } from './objects.ts'
import { thrown, typeName, type Use } from './types.ts'
import { UntoldResponse } from './untold-response.ts'

/** What `foreach` and LINQ go through. @throws EvaluationError for null, CannotTell for what is no sequence */
export const itemsOf = (value: Value, use: Use): readonly Value[] => {
  const items = isVariables(value) ? variablesIn(use) : tryItems(value)
  if (items !== null) {
    use.spend(items.length)
    return items
  }
  if (value === null || (value instanceof JScalarValue && value.value === null))
    throw thrown(use, 'ArgumentNullException', 'Value cannot be null. Parameter name: source')
  throw new CannotTell(use.at, `a ${typeName(value)} as a sequence is not known here`)
}

export const isVariables = (value: Value): boolean => value instanceof Thing && value.type === 'Variables'

/** @throws CannotTell when one is among them of which nobody knows whether it is there */
export const variablesIn = ({ exchange, at }: Pick<Use, 'exchange' | 'at'>): readonly PairValue[] =>
  [...exchange.variables].map(([name, value]) => {
    if (value instanceof UntoldResponse) throw new CannotTell(at, value.why)
    return new PairValue(name, value)
  })

export const tryItems = (value: Value): readonly Value[] | null => {
  if (typeof value === 'string') return Array.from({ length: value.length }, (_, at) => char(value.charAt(at)))
  if (value instanceof ListValue) return value.items
  if (value instanceof JArrayValue) return value.items
  if (value instanceof BytesValue) return Array.from(value.bytes, int)
  if (value instanceof JObjectValue)
    return [...value.properties].map(([name, of]) => new JPropertyValue(name, of, value))
  if (value instanceof DictionaryValue) return [...value.entries.values()].map(([key, of]) => new PairValue(key, of))
  if (value instanceof FieldsValue)
    return value.names().map((name) => new PairValue(name, new ListValue([...(value.find(name) ?? [])])))
  return null
}

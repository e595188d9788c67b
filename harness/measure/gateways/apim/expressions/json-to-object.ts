import type { TypeName } from '../../../../model/policy-expression.ts'
import type { Value } from '../value.ts'
import { cast } from './cast.ts'
import { JArrayValue, JObjectValue, JScalarValue, type JToken } from './json-values.ts'
import { noItemOfType } from './no-item.ts'
import { DictionaryValue, ListValue } from './objects.ts'
import { defaultOf } from './type-names.ts'
import { thrown, type Use } from './types.ts'

const LISTS = new Set(['List', 'IList', 'ICollection', 'IEnumerable', 'IReadOnlyList', 'IReadOnlyCollection'])
const DICTIONARIES = new Set(['Dictionary', 'IDictionary', 'IReadOnlyDictionary'])

/**
 * A token as an object of C#'s, as Newtonsoft's serializer makes it: lists, arrays and dictionaries of what their items become,
 * for the rest a conversion.
 */
export const objectOf = (token: JToken, type: TypeName, use: Use): Value => {
  use.spend(1)
  if (token instanceof JScalarValue && token.value === null) {
    if (defaultOf(type) === null) return null
    throw thrown(use, 'InvalidCastException', 'Null object cannot be converted to a value type.')
  }
  const item = type.array && type.name !== 'byte' ? { ...type, array: false } : type.of[0]
  if (type.array && item) return listOf('Array', token, item, use)
  if (LISTS.has(type.name) && item) return listOf('List', token, item, use)
  if (type.name === 'HashSet' && item) return listOf('HashSet', token, item, use)
  const of = type.of[1]
  if (!DICTIONARIES.has(type.name) || !of) return cast(token, type, use)
  if (!(token instanceof JObjectValue)) throw unfit(use, 'object')
  return new DictionaryValue([...token.properties].map(([name, value]) => [name, objectOf(value, of, use)] as const))
}

const listOf = (kind: 'Array' | 'List' | 'HashSet', token: JToken, item: TypeName, use: Use): ListValue => {
  const list = new ListValue([...itemsAs(token, item, use)], kind)
  list.noItem = noItemOfType(item)
  return list
}

const itemsAs = (token: JToken, type: TypeName, use: Use): readonly Value[] => {
  if (!(token instanceof JArrayValue)) throw unfit(use, 'array')
  return token.items.map((item) => objectOf(item, type, use))
}

const unfit = (use: Use, wanted: string) =>
  thrown(use, 'JsonSerializationException', `Cannot deserialize the current JSON: a JSON ${wanted} is required.`)

import type { TypeName } from '../../../../model/policy-expression.ts'
import type { Value } from '../value.ts'
import { ListValue } from './objects.ts'
import { typeName } from './types.ts'

const ALIASES: Readonly<Record<string, string>> = {
  String: 'string',
  Boolean: 'bool',
  Int32: 'int',
  Int16: 'int',
  UInt32: 'long',
  Int64: 'long',
  uint: 'long',
  short: 'int',
  byte: 'int',
  Byte: 'int',
  Double: 'double',
  Single: 'float',
  Decimal: 'decimal',
  Char: 'char',
  Object: 'object',
  dynamic: 'object',
}

const INTERFACES: Readonly<Record<string, readonly string[]>> = {
  IResponse: ['Response'],
  IRequest: ['Request'],
  IUrl: ['Url'],
  IMessageBody: ['Body'],
  JToken: ['JObject', 'JArray', 'JValue', 'JProperty'],
  JContainer: ['JObject', 'JArray', 'JProperty'],
  IDictionary: ['Dictionary'],
  IReadOnlyDictionary: ['Dictionary', 'Fields', 'Variables'],
  IList: ['List', 'Array'],
  ICollection: ['List', 'Array', 'HashSet', 'Dictionary'],
  IReadOnlyList: ['List', 'Array'],
  IReadOnlyCollection: ['List', 'Array', 'HashSet', 'Dictionary'],
  IEnumerable: [
    'List',
    'Array',
    'Enumerable',
    'HashSet',
    'Queue',
    'Stack',
    'JArray',
    'JObject',
    'Dictionary',
    'Fields',
  ],
}

export const plainName = (name: string): string => (Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name)

/** As a reader would write it. */
export const written = ({ name, of, array, nullable }: TypeName): string =>
  `${name}${of.length > 0 ? `<${of.map(written).join(', ')}>` : ''}${nullable ? '?' : ''}${array ? '[]' : ''}`

/** C#'s `is`, as far as an object's class tells it; generic arguments are not held against it. */
export const isOf = (value: Value, type: TypeName): boolean => {
  if (value === null) return false
  const name = plainName(type.name)
  const actual = typeName(value)
  if (type.array)
    return (
      (actual === 'byte[]' && ['byte', 'Byte'].includes(type.name)) ||
      (value instanceof ListValue && actual === 'Array' && !['byte', 'Byte'].includes(type.name))
    )
  if (name === 'object' || name === actual) return true
  return Object.hasOwn(INTERFACES, name) && (INTERFACES[name]?.includes(actual) ?? false)
}

/** What `default(T)` is. */
export const defaultOf = (type: TypeName | null): Value => {
  if (type === null || type.array || type.nullable) return null
  const name = plainName(type.name)
  switch (name) {
    case 'bool':
      return false
    case 'long':
      return { kind: 'number', type: name, value: 0n }
    case 'int':
    case 'double':
    case 'float':
    case 'decimal':
    case 'char':
      return { kind: 'number', type: name, value: 0 }
    default:
      return null
  }
}

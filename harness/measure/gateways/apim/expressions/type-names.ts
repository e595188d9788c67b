import type { TypeName } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { ListValue } from './objects.ts'
import { typeName, type Use } from './types.ts'

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
  RSACng: 'RSA',
  X509Certificate: 'X509Certificate2',
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
  IReadOnlyDictionary: ['Dictionary', 'Fields', 'Variables', 'UndeclaredParameters'],
  XNode: ['XElement', 'XDocument'],
  XContainer: ['XElement', 'XDocument'],
  XObject: ['XElement', 'XDocument', 'XAttribute'],
  IGrouping: ['Grouping'],
  IOrderedEnumerable: ['Enumerable'],
  IList: ['List', 'Array'],
  ICollection: ['List', 'Array', 'HashSet', 'Dictionary'],
  IReadOnlyList: ['List', 'Array'],
  IReadOnlyCollection: ['List', 'Array', 'HashSet', 'Dictionary'],
  IEnumerable: [
    'List',
    'Array',
    'string',
    'byte[]',
    'Enumerable',
    'Grouping',
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

/** Classes that values have, or that no value here ever has: `is` can be told of them. */
const CLASSES: ReadonlySet<string> = new Set(
  `string bool int long double float decimal char object Guid Uri Type DateTime DateTimeOffset TimeSpan Jwt Body Url Request
  Response Group Match Regex Encoding StringBuilder Random Exception BasicAuthCredentials Subscription Product User Api
  Operation Deployment LastError Authorization KeyValuePair Dictionary List Array Enumerable HashSet Queue Stack JObject
  JArray JValue JProperty XElement XDocument XAttribute XName XNamespace X509Certificate2 RSA`.split(/\s+/),
)

/** Whether `is` and a cast can be told of it. */
export const isKnownType = ({ name, of }: TypeName): boolean =>
  (CLASSES.has(plainName(name)) || Object.hasOwn(INTERFACES, name)) && of.every(isKnownType)

/**
 * C#'s `is`, as far as an object's class tells it.
 * @throws CannotTell for a type that is not known here, and for a list whose items tell no single type
 */
export const isOf = (value: Value, type: TypeName, use: Pick<Use, 'at'>): boolean => {
  const name = plainName(type.name)
  if (!isKnownType(type)) throw new CannotTell(use.at, `the type ${written(type)} is not known here`)
  if (value === null) return false
  if (!isOfClass(value, type, name)) return false
  const [only, ...more] = type.of
  if (only === undefined || more.length > 0 || !(value instanceof ListValue)) return true
  if (value.items.every((item) => item === null || isOf(item, only, use))) return true
  throw new CannotTell(use.at, `whether a ${typeName(value)} is ${written(type)} is not known here`)
}

const isOfClass = (value: Exclude<Value, null>, type: TypeName, name: string): boolean => {
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
    case 'char':
      return { kind: 'number', type: name, value: 0 }
    case 'decimal':
      return { kind: 'number', type: name, value: 0, exact: { digits: 0n, scale: 0 } }
    default:
      return null
  }
}

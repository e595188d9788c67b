import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { comparedExact } from './decimal.ts'
import { isToken } from './json-values.ts'
import { MomentValue, SpanValue } from './moments.ts'
import { isNumber } from './numbers.ts'
import { TextObject } from './objects.ts'
import { typeName, type Use } from './types.ts'
import { nameIn } from './xml-values.ts'

/** C#'s `Equals`: by value for what C# compares by value, by identity for all other objects; of unlike types, never. */
export const same = (left: Value, right: Value): boolean => {
  if (left === right) return true
  if (isNumber(left) && isNumber(right)) {
    const [one, other] = left.exact && right.exact ? [left.exact, right.exact] : []
    if (one && other) return comparedExact(one, other) === 0
    if (typeof left.value === typeof right.value) return left.value === right.value
    return Number(left.value) === Number(right.value)
  }
  if (left instanceof TextObject && right instanceof TextObject)
    return left.type === right.type && left.text === right.text
  if (left instanceof MomentValue && right instanceof MomentValue) return left.instant === right.instant
  if (left instanceof SpanValue && right instanceof SpanValue) return left.milliseconds === right.milliseconds
  return false
}

/**
 * C#'s `==`, which compares what is alike, and null with anything. Of unlike types (`JToken == string`, `string == int`) it is
 * an error of the compiler or a comparison by reference: nobody is let in, or kept out, by a guess.
 * https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/expressions#12127-reference-type-equality-operators
 * @throws CannotTell
 */
export const equality = (left: Value, right: Value, use: Pick<Use, 'at'>): boolean => {
  const names = [nameIn(left), nameIn(right)] as const
  // `element.Name == "x"`: the text becomes a name.
  if (names[0] !== null && names[1] !== null) return names[0] === names[1]
  if (left === null || right === null || alike(left, right)) {
    if (left === right || !isByReference(left)) return same(left, right)
    throw new CannotTell(use.at, `"==" of two ${typeName(left)} asks whether they are one object: compare by Equals`)
  }
  if (isUneven(left, right) || isUneven(right, left)) return false
  throw new CannotTell(use.at, `"==" of ${typeName(left)} and ${typeName(right)} is not known here: cast them`)
}

/** A comparison of which only that is known, and 0. */
const isUneven = (one: Value, other: Value): boolean =>
  one instanceof TextObject && one.type === 'Comparison' && isNumber(other) && Number(other.value) === 0

/** Classes without an `==` of their own, of which a value here has no identity. */
const isByReference = (value: Value): boolean => value instanceof TextObject && BY_REFERENCE.has(value.type)

const BY_REFERENCE: ReadonlySet<string> = new Set(['IPAddress', 'TimeZoneInfo'])

const alike = (left: Exclude<Value, null>, right: Exclude<Value, null>): boolean => {
  if (typeof left !== 'object' || typeof right !== 'object') return typeof left === typeof right
  if (isNumber(left) || isNumber(right)) return isNumber(left) && isNumber(right)
  if (isToken(left) && isToken(right)) return true
  if (left instanceof MomentValue && right instanceof MomentValue) return true
  return left.type === right.type
}

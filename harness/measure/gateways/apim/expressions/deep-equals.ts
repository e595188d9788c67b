import { same } from './equality.ts'
import { JArrayValue, JObjectValue, JScalarValue, type JToken } from './json-values.ts'

/** Newtonsoft's `JToken.DeepEquals`: the order of an object's properties is of no matter. */
export const deepEquals = (left: JToken, right: JToken): boolean => {
  if (left instanceof JScalarValue && right instanceof JScalarValue) return same(left.value, right.value)
  if (left instanceof JArrayValue && right instanceof JArrayValue)
    return left.items.length === right.items.length && left.items.every((item, at) => isEqual(item, right.items[at]))
  if (left instanceof JObjectValue && right instanceof JObjectValue)
    return (
      left.properties.size === right.properties.size &&
      [...left.properties].every(([name, value]) => isEqual(value, right.properties.get(name)))
    )
  return false
}

const isEqual = (left: JToken, right: JToken | undefined): boolean => right !== undefined && deepEquals(left, right)

import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { equality, same } from './equality.ts'
import { type JsonOperand, type JsonPath, type JsonStep, type JsonTest, jsonPath } from './json-path.ts'
import { isToken, JArrayValue, JObjectValue, JScalarValue, type JToken, tokenOf } from './json-values.ts'
import { int } from './numbers.ts'
import { binary } from './operators.ts'
import { thrown, type Use } from './types.ts'

/** All that a path leads to. @throws CannotTell for a path that is not known here */
export const selected = (self: Value, text: string, use: Use): readonly JToken[] => {
  const path = jsonPath(text)
  if (path === null) throw new CannotTell(use.at, `the JSON path "${text}" is not known here`)
  return isToken(self) ? along(path, self, self, use) : []
}

/** The one that a path leads to; null: there is none. @throws EvaluationError when there are several, as Newtonsoft does */
export const selectedOne = (self: Value, text: string, use: Use): JToken | null => {
  const [first = null, ...more] = selected(self, text, use)
  if (more.length > 0) throw thrown(use, 'JsonException', 'Path returned multiple tokens.')
  return first
}

const along = (path: JsonPath, from: JToken, root: JToken, use: Use): readonly JToken[] =>
  path.reduce<readonly JToken[]>(
    (tokens, step) => {
      const found = tokens.flatMap((token) =>
        (step.deep ? withinAll(token, use) : [token]).flatMap((one) => stepFrom(step, one, root, use)),
      )
      use.spend(1 + found.length)
      return found
    },
    [from],
  )

const childrenOf = (token: JToken): readonly JToken[] =>
  token instanceof JObjectValue ? [...token.properties.values()] : token instanceof JArrayValue ? token.items : []

/** It and all that stands in it. */
const withinAll = (token: JToken, use: Use): readonly JToken[] => {
  use.spend(1)
  return [token, ...childrenOf(token).flatMap((child) => withinAll(child, use))]
}

const stepFrom = (step: JsonStep, token: JToken, root: JToken, use: Use): readonly JToken[] => {
  switch (step.step) {
    case 'names':
      return token instanceof JObjectValue ? step.names.flatMap((name) => token.properties.get(name) ?? []) : []
    case 'places':
      return token instanceof JArrayValue ? step.places.flatMap((place) => token.items[place] ?? []) : []
    case 'slice':
      if (step.by < 0) throw new CannotTell(use.at, 'a slice backwards is not known here')
      return token instanceof JArrayValue
        ? token.items.slice(step.from ?? 0, step.to ?? undefined).filter((_, at) => at % step.by === 0)
        : []
    case 'all':
      return childrenOf(token)
    case 'filter':
      return childrenOf(token).filter((child) => holds(step.test, child, root, use))
  }
}

const holds = (test: JsonTest, token: JToken, root: JToken, use: Use): boolean => {
  switch (test.test) {
    case 'both':
      return holds(test.left, token, root, use) && holds(test.right, token, root, use)
    case 'either':
      return holds(test.left, token, root, use) || holds(test.right, token, root, use)
    case 'exists':
      return valuesOf(test.path, token, root, use).length > 0
    case 'compare': {
      const rights = valuesOf(test.right, token, root, use)
      return valuesOf(test.left, token, root, use).some((left) =>
        rights.some((right) => compared(test.operator, left, right, use)),
      )
    }
  }
}

const valuesOf = (operand: JsonOperand, token: JToken, root: JToken, use: Use): readonly JToken[] =>
  operand.operand === 'value'
    ? [tokenOf(operand.value)]
    : along(operand.path, operand.from === '@' ? token : root, root, use)

type Operator = Extract<JsonTest, { test: 'compare' }>['operator']

const compared = (operator: Operator, left: JToken, right: JToken, use: Use): boolean => {
  if (!(left instanceof JScalarValue && right instanceof JScalarValue)) return operator === '!='
  if (operator === '==') return same(left.value, right.value)
  if (operator === '!=') return !same(left.value, right.value)
  // Unlike values have an order of Newtonsoft's own.
  equality(left.value, right.value, use)
  if (typeof left.value === 'string' && typeof right.value === 'string')
    return (
      binary(operator, int(left.value === right.value ? 0 : left.value < right.value ? -1 : 1), int(0), use) === true
    )
  return binary(operator, left.value, right.value, use) === true
}

import type { Node } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { assign } from './assign.ts'
import { isBoxed } from './boxed.ts'
import type { Evaluating } from './evaluating.ts'
import { converted, int, isNumber, long } from './numbers.ts'
import { binary } from './operators.ts'
import type { Scope } from './scope.ts'
import { typeName } from './types.ts'

/** One operand, and its operator. */
export const unaryValue = (node: Extract<Node, { node: 'unary' }>, scope: Scope, run: Evaluating): Value => {
  const value = run.value(node.operand, scope)
  switch (node.operator) {
    case '!':
      if (typeof value === 'boolean') return !value
      break
    case '-':
      if (isNumber(value)) {
        const number = value.type === 'char' ? converted(value, 'int') : value
        if (typeof number.value === 'bigint') return long(-number.value)
        if (number.exact)
          return { ...number, value: -number.value, exact: { ...number.exact, digits: -number.exact.digits } }
        return number.type === 'int' ? int(-number.value) : { ...number, value: -number.value }
      }
      break
    case '+':
      if (isNumber(value)) return value
      break
    case '~':
      if (isNumber(value)) return value.type === 'long' ? long(~BigInt(value.value)) : int(~Number(value.value))
      break
    default: {
      const next = binary(node.operator.includes('++') ? '+' : '-', value, int(1), node)
      assign(node.operand, next, scope, run)
      return node.operator.startsWith('x') ? value : next
    }
  }
  throw new CannotTell(node.at, `"${node.operator}" of ${typeName(value)} is not known here`)
}

type BinaryNode = Extract<Node, { node: 'binary' }>

/** Two operands; of some operators the second is looked at only if the first leaves it open. */
export const binaryValue = (node: BinaryNode, scope: Scope, run: Evaluating): Value => {
  switch (node.operator) {
    case '&&':
      return run.truth(node.left, scope) && run.truth(node.right, scope)
    case '||':
      return run.truth(node.left, scope) || run.truth(node.right, scope)
    case '??':
      return run.value(node.left, scope) ?? run.value(node.right, scope)
    default: {
      const left = run.value(node.left, scope)
      const right = run.value(node.right, scope)
      if (node.operator === '==' || node.operator === '!=') refuseByReference(node, left, right, scope)
      return binary(node.operator, left, right, node)
    }
  }
}

/** `object == string` asks for the same object: equal texts may be one or two, which cannot be told here. */
const refuseByReference = (node: BinaryNode, left: Value, right: Value, scope: Scope): void => {
  if (typeof left !== 'string' || left !== right) return
  if (isBoxed(node.left, scope) || isBoxed(node.right, scope))
    throw new CannotTell(
      node.at,
      `"${node.operator}" compares an object with a string by reference: write (string) before it`,
    )
}

import type { Node } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import type { Evaluating } from './evaluating.ts'
import { indexSetter, memberSetter } from './lookup.ts'
import { converted, isNumber } from './numbers.ts'
import { binary } from './operators.ts'
import type { Scope } from './scope.ts'

/** `x = …`, `x += …`, `x ??= …`. */
export const assigned = (node: Extract<Node, { node: 'assign' }>, scope: Scope, run: Evaluating): Value => {
  if (node.operator === '??=') {
    const there = run.value(node.target, scope)
    return there ?? assign(node.target, run.value(node.value, scope), scope, run)
  }
  const operator = node.operator.slice(0, -1)
  const value = run.value(node.value, scope)
  if (operator === '') return assign(node.target, value, scope, run)
  const known = (['+', '-', '*', '/', '%', '&', '|', '^'] as const).find((each) => each === operator)
  if (known === undefined) throw new CannotTell(node.at, `"${node.operator}" is not known here`)
  return assign(node.target, binary(known, run.value(node.target, scope), value, node), scope, run)
}

/** Puts a value where a name or an index says. */
export const assign = (target: Node, value: Value, scope: Scope, run: Evaluating): Value => {
  if (target.node === 'name') {
    const before = scope.get(target.name) ?? null
    // A variable keeps its type: `double x = 1; x = 2`.
    const kept = isNumber(before) && isNumber(value) ? converted(value, before.type) : value
    if (!scope.set(target.name, kept)) throw new CannotTell(target.at, `the name ${target.name} is not known here`)
    return kept
  }
  if (target.node === 'index') {
    const self = run.value(target.of, scope)
    indexSetter(self, [...target.by.map((by) => run.value(by, scope)), value], run.use(target.at))
    return value
  }
  if (target.node === 'member') {
    memberSetter(run.value(target.of, scope), target.name, value, run.use(target.at))
    return value
  }
  throw new CannotTell(target.at, 'what is assigned to here is not known')
}

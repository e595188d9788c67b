import type { Argument, Node } from '../../../../model/policy-expression.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import type { Evaluating } from './evaluating.ts'
import { LEFT_OUT } from './left-out.ts'
import { method } from './lookup.ts'
import { NAMED_ARGUMENTS } from './named-arguments.ts'
import { FunctionValue } from './objects.ts'
import type { Scope } from './scope.ts'
import { ownOf, type Use } from './types.ts'

/** `f(…)`, `a.b(…)`, `T.b(…)`. */
export const called = (
  { at, callee, arguments: given }: Extract<Node, { node: 'call' }>,
  scope: Scope,
  run: Evaluating,
): Value | typeof LEFT_OUT => {
  if (callee.node !== 'member') {
    const does = run.chain(callee, scope)
    if (does === LEFT_OUT) return LEFT_OUT
    if (does instanceof FunctionValue) return does.call(givenIn(given, scope, run))
    throw new CannotTell(at, 'what is called here is not known')
  }
  const out = outOf(given, scope)
  const type = run.typeOf(callee.of, scope)
  if (type !== null) {
    const does = ownOf(type.facts.functions, callee.name)
    if (does === undefined) throw new CannotTell(callee.at, `${type.name}.${callee.name}() is not known here`)
    return does(givenIn(given, scope, run), run.use(at, callee.types, out))
  }
  const self = run.chain(callee.of, scope)
  if (self === LEFT_OUT || (self === null && callee.safe)) return LEFT_OUT
  return method(self, callee.name, givenIn(given, scope, run), run.use(at, callee.types, out))
}

/** What is handed over, in its order. */
export const givenIn = (given: readonly Argument[], scope: Scope, run: Evaluating): readonly Value[] =>
  given.map(({ name, value, out }) => {
    if (name !== null && !NAMED_ARGUMENTS.has(name))
      throw new CannotTell(value.at, `the argument ${name} by name is not known here`)
    return out ? null : run.value(value, scope)
  })

const outOf =
  (given: readonly Argument[], scope: Scope): Use['out'] =>
  (at, value) => {
    const node = given[at]
    if (node?.out !== true || node.value.node !== 'name') return
    if (!scope.set(node.value.name, value)) scope.declare(node.value.name, value)
  }

import type { Node, TypeName } from '../../../../model/policy-expression.ts'
import type { Spot } from '../../../../model/spot.ts'
import type { Value } from '../value.ts'
import type { LEFT_OUT } from './left-out.ts'
import type { FunctionValue } from './objects.ts'
import type { Scope } from './scope.ts'
import type { TypeFacts, Use } from './types.ts'

/** What a part of an expression needs of whoever evaluates the parts in it. */
export type Evaluating = {
  readonly spend: (units: number, at: Spot) => void
  readonly use: (at: Spot, types?: readonly TypeName[], out?: Use['out']) => Use
  readonly value: (node: Node, scope: Scope) => Value
  /** @throws CannotTell for what is no boolean */
  readonly truth: (node: Node, scope: Scope) => boolean
  /** @throws CannotTell for what is no sequence */
  readonly items: (node: Node, scope: Scope) => readonly Value[]
  /** A value, or that a `?.` before it left it out. */
  readonly chain: (node: Node, scope: Scope) => Value | typeof LEFT_OUT
  /** A function of the expression's own, which sees the names around it. */
  readonly lambda: (
    node: Pick<Extract<Node, { node: 'lambda' }>, 'at' | 'parameters' | 'body'>,
    scope: Scope,
  ) => FunctionValue
  /** The type that a node names; null: it is a value. */
  readonly typeOf: (node: Node, scope: Scope) => { readonly name: string; readonly facts: TypeFacts } | null
}

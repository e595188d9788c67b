import type { Node, TypeName } from '../../../../model/policy-expression.ts'
import type { Scope } from './scope.ts'

/** Whether C# sees no more than an `object` there, so that `==` asks for the same object and a cast for the very type. */
export const isBoxed = (node: Node, scope: Scope): boolean => {
  switch (node.node) {
    case 'name':
      return scope.isBoxed(node.name)
    case 'index':
      return isVariables(node.of)
    case 'cast':
    case 'as':
      return isObject(node.type)
    case 'conditional':
      return isBoxed(node.then, scope) || isBoxed(node.otherwise, scope)
    case 'binary':
      return node.operator === '??' && (isBoxed(node.left, scope) || isBoxed(node.right, scope))
    case 'call': {
      const { callee } = node
      if (callee.node !== 'member' || callee.name !== 'GetValueOrDefault' || !isVariables(callee.of)) return false
      const [type] = callee.types
      return type === undefined ? node.arguments.length === 1 : isObject(type)
    }
    default:
      return false
  }
}

/** `dynamic` is looked at when it is run, so it is none. */
export const isObject = ({ name, array }: TypeName): boolean => !array && (name === 'object' || name === 'Object')

const isVariables = (node: Node): boolean =>
  node.node === 'member' && node.name === 'Variables' && node.of.node === 'name' && node.of.name === 'context'

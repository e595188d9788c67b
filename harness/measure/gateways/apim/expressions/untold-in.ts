import type { Spot } from '../../../../model/policy-document.ts'
import type { Expression } from '../../../../model/policy-expression.ts'
import { innerOf } from './declared-names.ts'
import { knownTypes } from './known-types.ts'
import { plainName } from './type-names.ts'

const members = new Map(Object.values(knownTypes).flatMap(({ untold }) => Object.entries(untold ?? {})))

/** Members of an expression that are known here and tell nothing: a request that comes to one is answered 500. */
export const untoldIn = (expression: Expression): readonly { readonly spot: Spot; readonly what: string }[] => {
  const found: { spot: Spot; what: string }[] = []
  const look = (value: unknown): void => {
    for (const each of innerOf(value)) look(each)
    if (!isNode(value)) return
    const what = whyUntold(value)
    if (what !== null) found.push({ spot: value.at, what })
  }
  look(expression)
  return found
}

type Node = Extract<Expression, { form: 'value' }>['value']

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'node' in value && typeof value.node === 'string' && 'at' in value

const whyUntold = (node: Node): string | null => {
  if (node.node === 'new' && node.type !== null && !node.type.array) {
    const name = plainName(node.type.name)
    const why = Object.hasOwn(knownTypes, name) ? knownTypes[name]?.untoldOfSeveral : undefined
    return why !== undefined && node.arguments.length > 1 ? `new ${name}: ${why}` : null
  }
  const why = node.node === 'member' ? members.get(node.name) : undefined
  return why !== undefined && node.node === 'member' ? `${node.name}: ${why}` : null
}

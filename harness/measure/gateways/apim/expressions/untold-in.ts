import type { Expression } from '../../../../model/policy-expression.ts'
import type { Spot } from '../../../../model/spot.ts'
import { innerOf } from './declared-names.ts'
import { knownTypes } from './known-types.ts'
import { plainName } from './type-names.ts'

const members = Object.entries(knownTypes).flatMap(([type, { untold = {} }]) =>
  Object.entries(untold).map(([name, why]) => ({ type, name, why })),
)

/** What a context has (`context.Product`): its members bear names that others have too. */
const ofContext = new Set(Object.keys(knownTypes['context']?.properties ?? {}))

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
  if (node.node !== 'member') return null
  const { of } = node
  const found = members.find(
    ({ type, name }) => name === node.name && (!ofContext.has(type) || (of.node === 'member' && of.name === type)),
  )
  return found ? `${node.name}: ${found.why}` : null
}

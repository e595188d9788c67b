import type { Node } from '../../../../model/policy-expression.ts'
import { knownTypes } from './known-types.ts'
import { plainName } from './type-names.ts'

/** The type that a node names (`string`, `Regex`, `System.Net.WebUtility`); null: it is a value. */
export const staticType = (node: Node, isVariable: (name: string) => boolean): string | null => {
  if (node.node === 'type') return plainName(node.type.name)
  if (node.node === 'name') {
    const name = plainName(node.name)
    return !isVariable(node.name) && Object.hasOwn(knownTypes, name) && name !== 'context' ? name : null
  }
  if (node.node !== 'member') return null
  const root = rootOf(node)
  if ((root !== 'System' && root !== 'Newtonsoft') || isVariable(root)) return null
  const name = plainName(node.name)
  return Object.hasOwn(knownTypes, name) ? name : null
}

const rootOf = (node: Node): string | null =>
  node.node === 'name' ? node.name : node.node === 'member' ? rootOf(node.of) : null

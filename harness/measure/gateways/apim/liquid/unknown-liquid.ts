import { LIQUID_FILTERS } from './liquid-filters.ts'
import type { Filtered, Liquid, LiquidNode, Operand, Test } from './liquid-template.ts'
import { readLiquid } from './read-liquid.ts'

/** What of a template is not done here: tags and filters, and names that are neither the body's, the context's nor its own. */
export const unknownLiquid = (template: string): readonly string[] => {
  const names = new Set(['body', 'context', 'forloop'])
  return [...new Set(inAll(readLiquid(template), names))]
}

const LONGEST = 40

const inAll = (nodes: Liquid, names: Set<string>): readonly string[] => nodes.flatMap((node) => inNode(node, names))

const inNode = (node: LiquidNode, names: Set<string>): readonly string[] => {
  switch (node.node) {
    case 'unknown':
      return [node.text.slice(0, LONGEST)]
    case 'output':
      return inFiltered(node.value, names)
    case 'assign': {
      const found = inFiltered(node.value, names)
      names.add(node.name)
      return found
    }
    case 'capture':
      names.add(node.name)
      return inAll(node.body, names)
    case 'if':
      return node.branches.flatMap(({ test, body }) => [...(test ? inTest(test, names) : []), ...inAll(body, names)])
    case 'for': {
      const head = [node.in, node.limit, node.offset].flatMap((each) => (each ? inOperand(each, names) : []))
      names.add(node.name)
      return [...head, ...inAll(node.body, names), ...inAll(node.otherwise, names)]
    }
    case 'text':
    case 'break':
    case 'continue':
      return []
  }
}

const inFiltered = ({ value, filters }: Filtered, names: ReadonlySet<string>): readonly string[] => [
  ...inOperand(value, names),
  ...filters.flatMap(({ name, given }) => [
    ...(Object.hasOwn(LIQUID_FILTERS, name) ? [] : [`| ${name}`]),
    ...given.flatMap((one) => inOperand(one, names)),
  ]),
]

const inTest = (test: Test, names: ReadonlySet<string>): readonly string[] => {
  switch (test.test) {
    case 'not':
      return inTest(test.of, names)
    case 'true':
      return inOperand(test.value, names)
    case 'compare':
      return [...inOperand(test.left, names), ...inOperand(test.right, names)]
    default:
      return [...inTest(test.left, names), ...inTest(test.right, names)]
  }
}

const inOperand = (operand: Operand, names: ReadonlySet<string>): readonly string[] => {
  if (operand.operand === 'range') return [...inOperand(operand.from, names), ...inOperand(operand.to, names)]
  if (operand.operand !== 'path') return []
  const inner = operand.steps.flatMap((step) => (typeof step === 'string' ? [] : inOperand(step, names)))
  return names.has(operand.root) ? inner : [operand.root, ...inner]
}

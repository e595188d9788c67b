import { CannotTell } from '../policy.ts'
import { LIQUID_FILTERS } from './liquid-filters.ts'
import type { Filtered, Liquid, LiquidNode, Operand, Test } from './liquid-template.ts'
import { compared, type Data, isEmpty, isTrue, itemsOf, memberOf, numberOf, textOf } from './liquid-values.ts'
import { readLiquid } from './read-liquid.ts'

/** Nodes that are gone through, and characters that are written: no template keeps a run for ever. */
const MOST_STEPS = 100_000
const MOST_TEXT = 4_000_000

const NOWHERE = { file: '', line: 1, column: 1 }

type Names = Map<string, Data>
type Run = { readonly names: Names; steps: number; size: number }
type Ended = 'next' | 'break' | 'continue'

/**
 * A template with its names' values put in; what is not known of it is left out, and what has no value is empty, as Liquid has it.
 * @throws CannotTell when it writes or repeats without end
 */
export const fillLiquid = (template: string, names: ReadonlyMap<string, Data>): string => {
  const out: string[] = []
  fill(readLiquid(template), { names: new Map(names), steps: 0, size: 0 }, out)
  return out.join('')
}

const fill = (nodes: Liquid, run: Run, out: string[]): Ended => {
  for (const node of nodes) {
    run.steps += 1
    if (run.steps > MOST_STEPS) throw new CannotTell(NOWHERE, `a Liquid template of more than ${MOST_STEPS} steps`)
    const ended = fillNode(node, run, out)
    if (ended !== 'next') return ended
  }
  return 'next'
}

const write = (text: string, run: Run, out: string[]): void => {
  run.size += text.length
  if (run.size > MOST_TEXT) throw new CannotTell(NOWHERE, `a text of more than ${MOST_TEXT} characters`)
  out.push(text)
}

const fillNode = (node: LiquidNode, run: Run, out: string[]): Ended => {
  switch (node.node) {
    case 'text':
      write(node.text, run, out)
      return 'next'
    case 'output':
      write(textOf(filtered(node.value, run.names)), run, out)
      return 'next'
    case 'assign':
      run.names.set(node.name, filtered(node.value, run.names))
      return 'next'
    case 'capture': {
      const inner: string[] = []
      fill(node.body, run, inner)
      run.names.set(node.name, inner.join(''))
      return 'next'
    }
    case 'if': {
      const taken = node.branches.find(({ test }) => test === null || holds(test, run.names))
      return taken ? fill(taken.body, run, out) : 'next'
    }
    case 'for':
      return loop(node, run, out)
    case 'break':
    case 'continue':
      return node.node
    case 'unknown':
      return 'next'
  }
}

const loop = (node: Extract<LiquidNode, { node: 'for' }>, run: Run, out: string[]): Ended => {
  const { names } = run
  const from = node.offset ? numberOf(operandValue(node.offset, names)) : 0
  const to = node.limit ? from + numberOf(operandValue(node.limit, names)) : undefined
  const part = itemsOf(operandValue(node.in, names)).slice(from, to)
  const items = node.reversed ? part.toReversed() : part
  if (items.length === 0) return fill(node.otherwise, run, out)
  const before = [node.name, 'forloop'].map((name) => [name, names.get(name)] as const)
  for (const [at, item] of items.entries()) {
    names.set(node.name, item)
    names.set('forloop', placeOf(at, items.length))
    if (fill(node.body, run, out) === 'break') break
  }
  for (const [name, value] of before) names.set(name, value)
  return 'next'
}

const placeOf = (at: number, length: number): Data => ({
  index: at + 1,
  index0: at,
  rindex: length - at,
  rindex0: length - at - 1,
  first: at === 0,
  last: at === length - 1,
  length,
})

const filtered = ({ value, filters }: Filtered, names: Names): Data =>
  filters.reduce<Data>(
    (made, { name, given }) => {
      const filter = Object.hasOwn(LIQUID_FILTERS, name) ? LIQUID_FILTERS[name] : undefined
      return (
        filter?.(
          made,
          given.map((one) => operandValue(one, names)),
        ) ?? ''
      )
    },
    operandValue(value, names),
  )

const operandValue = (operand: Operand, names: Names): Data => {
  switch (operand.operand) {
    case 'literal':
      return operand.value
    case 'empty':
      return ''
    case 'range': {
      const [from, to] = [numberOf(operandValue(operand.from, names)), numberOf(operandValue(operand.to, names))]
      const length = Math.max(0, Math.trunc(to - from) + 1)
      if (!(length <= MOST_STEPS)) throw new CannotTell(NOWHERE, `a range of more than ${MOST_STEPS} numbers`)
      return Array.from({ length }, (_, at) => from + at)
    }
    case 'path':
      return operand.steps.reduce<Data>((value, step) => {
        const by = typeof step === 'string' ? step : operandValue(step, names)
        return memberOf(value, typeof by === 'number' ? by : textOf(by))
      }, names.get(operand.root))
  }
}

const holds = (test: Test, names: Names): boolean => {
  switch (test.test) {
    case 'both':
      return holds(test.left, names) && holds(test.right, names)
    case 'either':
      return holds(test.left, names) || holds(test.right, names)
    case 'not':
      return !holds(test.of, names)
    case 'true':
      return isTrue(operandValue(test.value, names))
    case 'compare':
      return compares(test, names)
  }
}

const compares = ({ operator, left, right }: Extract<Test, { test: 'compare' }>, names: Names): boolean => {
  const [one, other] = [operandValue(left, names), operandValue(right, names)]
  if (operator === 'contains')
    return Array.isArray(one) ? one.includes(other) : typeof one === 'string' && one.includes(textOf(other))
  if (right.operand === 'empty' || left.operand === 'empty') {
    const isSame = isEmpty(right.operand === 'empty' ? one : other)
    return operator === '==' ? isSame : operator === '!=' && !isSame
  }
  const order = compared(one, other)
  if (operator === '==') return order === 0
  if (operator === '!=') return order !== 0
  if (order === null) return false
  return { '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0 }[operator]
}

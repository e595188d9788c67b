import type { Expression, Node } from '../../../model/policy-expression.ts'
import type { Spot } from '../../../model/spot.ts'
import { Cursor } from './cursor.ts'
import { endOfExpression } from './end-of-expression.ts'
import { MAX_HEIGHT, tooHigh } from './height.ts'
import { lex } from './lex.ts'
import { parseBlock } from './parse-statement.ts'
import { parseValue } from './parse-value.ts'
import { type RawHole, SyntaxFault } from './token.ts'

type Fault = { readonly spot: Spot; readonly what: string }

export type Parsed =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Longer than any document's; what is would only cost time. */
const MAX_LENGTH = 200_000

/**
 * A policy expression as a tree.
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#Syntax
 *
 * @param source the whole of it, `@(…)` or `@{…}`
 * @param from where its `@` stands
 */
export const parseExpression = (source: string, from: Spot): Parsed => {
  const spotAt = spotsIn(source, from)
  const faults: Fault[] = []
  try {
    if (source.length > MAX_LENGTH) throw new SyntaxFault(0, `It is longer than ${MAX_LENGTH} characters.`)
    const end = endOfExpression(source, 0)
    if (end === null) throw new SyntaxFault(0, `It has no end: expected "${source[1] === '{' ? '}' : ')'}".`)
    if (source.slice(end).trim() !== '') throw new SyntaxFault(end, 'Expected nothing behind the expression.')
    const expression = read(source, end, spotAt, faults)
    const high = tooHigh(expression)
    if (high) faults.push({ spot: high, what: `It is nested deeper than ${MAX_HEIGHT} operators.` })
    return faults.length > 0 ? { ok: false, faults } : { ok: true, expression }
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error
    return { ok: false, faults: [...faults, { spot: spotAt(error.at), what: error.message }] }
  }
}

const read = (source: string, end: number, spotAt: (at: number) => Spot, faults: Fault[]): Expression => {
  const cursorOver = (text: string, from: number, to: number, shift: number, depth = 0): Cursor =>
    new Cursor(lex(text, from, to), {
      spotAt: (at) => spotAt(at + shift),
      block: parseBlock,
      hole: (hole, inside) => readHole(hole, shift, inside),
      depth,
      faults,
    })
  const readHole = ({ source: text, at }: RawHole, shift: number, depth: number): Node => {
    try {
      return whole(cursorOver(text, 0, text.length, at + shift, depth), parseValue)
    } catch (error) {
      throw error instanceof SyntaxFault ? new SyntaxFault(error.at + at, error.message) : error
    }
  }
  const isBlock = source[1] === '{'
  const cursor = cursorOver(source, isBlock ? 1 : 2, isBlock ? end : end - 1, 0)
  return isBlock
    ? { form: 'block', body: whole(cursor, parseBlock) }
    : { form: 'value', value: whole(cursor, parseValue) }
}

/** Nothing is left behind it. */
const whole = <T>(cursor: Cursor, parse: (cursor: Cursor) => T): T => {
  const found = parse(cursor)
  if (cursor.peek().kind !== 'end') throw cursor.fault('Expected an operator or the end')
  return found
}

const spotsIn = (source: string, from: Spot) => {
  const starts = [0]
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return (at: number): Spot => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    const column = at - (starts[low] ?? 0) + (low === 0 ? from.column : 1)
    return { file: from.file, line: from.line + low, column }
  }
}

import type { Node } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { parseType } from './parse-type.ts'

type ReadNode = (cursor: Cursor) => Node

/** `x is T`, `x is T name`, `x is null`, `x is not 5`. @param unary reads a constant's sign and what follows */
export const isTest = (cursor: Cursor, value: Node, unary: ReadNode): Node => {
  const at = cursor.spot()
  cursor.expect('is')
  const not = cursor.take('not')
  if (cursor.take('null')) return { node: 'is', at, value, not, type: null, name: null }
  const constant = constantPattern(cursor, unary)
  if (constant) {
    const same: Node = { node: 'binary', at, operator: '==', left: value, right: constant }
    return not ? { node: 'unary', at, operator: '!', operand: same } : same
  }
  if (['{', '(', '[', '<', '>', '<=', '>=', 'var'].some((sign) => cursor.is(sign)))
    throw cursor.unknown('Behind `is`, patterns other than a type, `null` and a constant are')
  const type = parseType(cursor)
  if (['and', 'or', '{', '('].some((sign) => cursor.is(sign)))
    throw cursor.unknown('Behind `is`, patterns other than a type, `null` and a constant are')
  const { kind, text } = cursor.peek()
  const isName = kind === 'name' && !['and', 'or', 'as', 'is', 'when'].includes(text) && !cursor.endsClause(text)
  const name = isName ? cursor.name() : null
  return { node: 'is', at, value, not, type, name }
}

/** `x is 5`, `x is not "a"`: as `==`. */
const constantPattern = (cursor: Cursor, unary: ReadNode): Node | null => {
  const { kind } = cursor.peek()
  const isLiteral = kind === 'string' || kind === 'char' || kind === 'number'
  return isLiteral || cursor.is('true') || cursor.is('false') || cursor.is('-') ? unary(cursor) : null
}

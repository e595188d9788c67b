import type { Binary, Node, Statement, TypeName } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { parseArguments, parseParameters } from './parse-arguments.ts'
import { isTest } from './parse-pattern.ts'
import { parsePrimary } from './parse-primary.ts'
import { parseType } from './parse-type.ts'

/** A value, whatever stands in it. @throws SyntaxFault */
export const parseValue = (cursor: Cursor): Node =>
  cursor.nested(() => {
    if (cursor.is('throw')) return thrown(cursor)
    if (cursor.is('async') && (cursor.is('(', 1) || cursor.peek(1).kind === 'name')) throw cursor.unknown('`async` is')
    return lambda(cursor) ?? assignment(cursor)
  })

/** `a ?? throw new Exception()`: a lambda that throws, called. */
const thrown = (cursor: Cursor): Node => {
  const at = cursor.spot()
  cursor.expect('throw')
  const body: Statement[] = [{ statement: 'throw', at, value: cursor.nested(() => coalescing(cursor)) }]
  return { node: 'call', at, callee: { node: 'lambda', at, parameters: [], body }, arguments: [] }
}

const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '??=', '&=', '|=', '^='] as const

const assignment = (cursor: Cursor): Node => {
  const at = cursor.spot()
  const target = conditional(cursor)
  const operator = ASSIGNMENTS.find((one) => cursor.is(one))
  if (!operator) return target
  if (target.node !== 'name' && target.node !== 'member' && target.node !== 'index')
    throw cursor.fault('Expected something that can be assigned to before "="')
  cursor.next()
  return { node: 'assign', at, operator, target, value: parseValue(cursor) }
}

const lambda = (cursor: Cursor): Node | null => {
  const at = cursor.spot()
  const parameters = cursor.attempt(
    () => {
      return cursor.is('(') ? parseParameters(cursor) : [cursor.name()]
    },
    () => cursor.take('=>'),
  )
  if (!parameters) return null
  return { node: 'lambda', at, parameters, body: cursor.is('{') ? cursor.block(cursor) : parseValue(cursor) }
}

const conditional = (cursor: Cursor): Node => {
  const at = cursor.spot()
  const test = coalescing(cursor)
  if (!cursor.take('?')) return test
  const then = parseValue(cursor)
  cursor.expect(':')
  return { node: 'conditional', at, test, then, otherwise: parseValue(cursor) }
}

/** To the right: `a ?? (b ?? c)`. */
const coalescing = (cursor: Cursor): Node => {
  const at = cursor.spot()
  const left = binary(cursor, 0)
  if (!cursor.take('??')) return left
  const right = cursor.is('throw') ? thrown(cursor) : cursor.nested(() => coalescing(cursor))
  return { node: 'binary', at, operator: '??', left, right }
}

/** From what binds least to what binds most; `is` and `as` bind as `<` does. https://learn.microsoft.com/dotnet/csharp/language-reference/operators/ */
const LEVELS: readonly (readonly Binary[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]
const RELATIONAL = 6

const binary = (cursor: Cursor, level: number): Node => {
  const operators = LEVELS[level]
  if (!operators) return unary(cursor)
  const at = cursor.spot()
  let left = binary(cursor, level + 1)
  for (;;) {
    if (level === RELATIONAL && cursor.is('is')) left = isTest(cursor, left, unary)
    else if (level === RELATIONAL && cursor.take('as')) left = { node: 'as', at, value: left, type: parseType(cursor) }
    else {
      const operator = operators.find((one) => isOperator(cursor, one))
      if (!operator) return left
      cursor.next()
      if (operator === '>>') cursor.next()
      left = { node: 'binary', at, operator, left, right: binary(cursor, level + 1) }
    }
  }
}

/** Two `>` that touch are one sign. */
const isOperator = (cursor: Cursor, operator: Binary): boolean => {
  const isShift = cursor.is('>') && cursor.is('>', 1) && cursor.peek(1).at === cursor.peek().at + 1
  if (operator === '>>') return isShift
  return cursor.is(operator) && !(operator === '>' && isShift)
}

const unary = (cursor: Cursor): Node => {
  if (cursor.is('^')) throw cursor.unknown('Indexes from the end (`^1`) are')
  const at = cursor.spot()
  for (const operator of ['!', '-', '+', '~'] as const)
    if (cursor.take(operator)) return { node: 'unary', at, operator, operand: cursor.nested(() => unary(cursor)) }
  for (const operator of ['++', '--'] as const)
    if (cursor.take(operator))
      return { node: 'unary', at, operator: `${operator}x`, operand: cursor.nested(() => unary(cursor)) }
  if (cursor.is('await') && beginsValue(cursor, 1)) throw cursor.unknown('`await` is')
  return cast(cursor) ?? parsePrimary(cursor, VALUES)
}

/**
 * `(T) x`. Where `(T)` could be a value as well, the word behind it decides, as C#'s own rule has it.
 * https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/expressions#1297-cast-expressions
 */
const cast = (cursor: Cursor): Node | null => {
  if (!cursor.is('(')) return null
  const at = cursor.spot()
  const type = cursor.attempt(
    () => {
      cursor.expect('(')
      const found = parseType(cursor)
      cursor.expect(')')
      return found
    },
    (found) => beginsValue(cursor) || (isSure(found) && (cursor.is('-') || cursor.is('+'))),
  )
  if (!type) return null
  return { node: 'cast', at, type, value: cursor.nested(() => unary(cursor)) }
}

/** It cannot be a value in brackets: what follows a sign is its own, and no sum. */
const isSure = (type: TypeName): boolean =>
  type.array || type.nullable || type.of.length > 0 || KEYWORD_TYPES.has(type.name)

const KEYWORD_TYPES = new Set(
  'bool byte char decimal double float int long object sbyte short string uint ulong ushort dynamic'.split(' '),
)

const beginsValue = (cursor: Cursor, ahead = 0): boolean => {
  const { kind, text } = cursor.peek(ahead)
  if (kind === 'sign') return text === '(' || text === '!' || text === '~'
  return kind === 'name' ? !['is', 'as'].includes(text) && !cursor.endsClause(text) : kind !== 'end'
}

/** What a primary value is made of again. */
const VALUES = {
  value: parseValue,
  arguments: (cursor: Cursor, closing: string) => parseArguments(cursor, closing, parseValue),
}

/** `(x)`, both brackets taken. @throws SyntaxFault */
export const inBrackets = (cursor: Cursor): Node => {
  cursor.expect('(')
  const value = parseValue(cursor)
  cursor.expect(')')
  return value
}

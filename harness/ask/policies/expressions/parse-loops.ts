import type { Node, Statement } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import type { ReadStatement } from './parse-branches.ts'
import { parseDeclared, parseSimple } from './parse-declaration.ts'
import { inBrackets, parseValue } from './parse-value.ts'

export const forStatement = (cursor: Cursor, statement: ReadStatement): Statement => {
  const at = cursor.spot()
  cursor.expect('for')
  cursor.expect('(')
  const first = cursor.is(';') ? [] : [parseSimple(cursor)]
  while (cursor.take(',')) first.push({ statement: 'do-value', at: cursor.spot(), value: parseValue(cursor) })
  cursor.expect(';')
  const test = cursor.is(';') ? null : parseValue(cursor)
  cursor.expect(';')
  const step: Node[] = []
  while (!cursor.is(')')) {
    if (step.length > 0) cursor.expect(',')
    step.push(parseValue(cursor))
  }
  cursor.expect(')')
  return { statement: 'for', at, first, test, step, body: statement(cursor) }
}

export const foreachStatement = (cursor: Cursor, statement: ReadStatement): Statement => {
  const at = cursor.spot()
  cursor.expect('foreach')
  cursor.expect('(')
  parseDeclared(cursor)
  if (cursor.is('(')) throw cursor.unknown('Tuples are')
  const name = cursor.name()
  cursor.expect('in')
  const list = parseValue(cursor)
  cursor.expect(')')
  return { statement: 'foreach', at, name, in: list, body: statement(cursor) }
}

export const whileStatement = (cursor: Cursor, statement: ReadStatement): Statement => {
  const at = cursor.spot()
  cursor.expect('while')
  return { statement: 'while', at, test: inBrackets(cursor), body: statement(cursor), testLast: false }
}

export const doStatement = (cursor: Cursor, statement: ReadStatement): Statement => {
  const at = cursor.spot()
  cursor.expect('do')
  const body = statement(cursor)
  cursor.expect('while')
  const test = inBrackets(cursor)
  cursor.expect(';')
  return { statement: 'while', at, test, body, testLast: true }
}

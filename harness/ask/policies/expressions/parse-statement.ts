import type { Node, Statement } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { blockStatement, ifStatement, switchStatement, tryStatement, usingStatement } from './parse-branches.ts'
import { parseLocalFunction, parseSimple } from './parse-declaration.ts'
import { doStatement, foreachStatement, forStatement, whileStatement } from './parse-loops.ts'
import { parseValue } from './parse-value.ts'

/** Statements between braces, both of them taken. @throws SyntaxFault */
export const parseBlock = (cursor: Cursor): readonly Statement[] => {
  cursor.expect('{')
  const body: Statement[] = []
  while (!cursor.is('}') && cursor.peek().kind !== 'end') {
    const statement = cursor.orSkipped(() => parseStatement(cursor))
    if (statement) body.push(statement)
  }
  cursor.expect('}')
  return body
}

/** @throws SyntaxFault */
const parseStatement = (cursor: Cursor): Statement =>
  cursor.nested(() => {
    const { kind, text } = cursor.peek()
    const read = kind === 'name' ? STATEMENTS[text] : undefined
    if (read && Object.hasOwn(STATEMENTS, text)) return read(cursor)
    const at = cursor.spot()
    if (cursor.is('{')) return { statement: 'block', at, body: parseBlock(cursor) }
    if (cursor.take(';')) return { statement: 'empty', at }
    const local = parseLocalFunction(cursor)
    if (local) return local
    if (kind === 'name' && cursor.is(':', 1)) throw cursor.unknown('Labels are')
    return simpleStatement(cursor)
  })

const simpleStatement = (cursor: Cursor): Statement => {
  const found = parseSimple(cursor)
  cursor.expect(';')
  return found
}

const valueOrNothing = (cursor: Cursor): Node | null => (cursor.is(';') ? null : parseValue(cursor))

const returnStatement = (cursor: Cursor): Statement => {
  const at = cursor.spot()
  cursor.expect('return')
  const value = valueOrNothing(cursor)
  cursor.expect(';')
  return { statement: 'return', at, value }
}

const throwStatement = (cursor: Cursor): Statement => {
  const at = cursor.spot()
  cursor.expect('throw')
  const value = valueOrNothing(cursor)
  cursor.expect(';')
  return { statement: 'throw', at, value }
}

const jump =
  (word: 'break' | 'continue') =>
  (cursor: Cursor): Statement => {
    const at = cursor.spot()
    cursor.expect(word)
    cursor.expect(';')
    return { statement: word, at }
  }

/** Overflow is not looked at in expressions: `unchecked` says the default. */
const uncheckedStatement = (cursor: Cursor): Statement => {
  if (cursor.is('(', 1)) return simpleStatement(cursor)
  cursor.next()
  return blockStatement(cursor)
}

const notKnown = (cursor: Cursor): Statement => {
  throw cursor.unknown(`\`${cursor.peek().text}\` is`)
}

/** By the word that begins it. */
const STATEMENTS: Readonly<Record<string, (cursor: Cursor) => Statement>> = {
  if: (cursor) => ifStatement(cursor, parseStatement),
  for: (cursor) => forStatement(cursor, parseStatement),
  foreach: (cursor) => foreachStatement(cursor, parseStatement),
  while: (cursor) => whileStatement(cursor, parseStatement),
  do: (cursor) => doStatement(cursor, parseStatement),
  switch: (cursor) => switchStatement(cursor, parseStatement),
  return: returnStatement,
  throw: throwStatement,
  try: tryStatement,
  using: (cursor) => usingStatement(cursor, parseStatement),
  break: jump('break'),
  continue: jump('continue'),
  checked: uncheckedStatement,
  unchecked: uncheckedStatement,
  goto: notKnown,
  lock: notKnown,
  unsafe: notKnown,
  fixed: notKnown,
  yield: notKnown,
}

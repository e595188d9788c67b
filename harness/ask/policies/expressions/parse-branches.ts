import { type Node, type Statement, SWITCHED, type TypeName } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { parseSimple } from './parse-declaration.ts'
import { parseType } from './parse-type.ts'
import { inBrackets, parseValue } from './parse-value.ts'

/** How a statement within another is read. */
export type ReadStatement = (cursor: Cursor) => Statement

export const ifStatement = (cursor: Cursor, statement: ReadStatement): Statement => {
  const at = cursor.spot()
  cursor.expect('if')
  const test = inBrackets(cursor)
  const then = statement(cursor)
  return { statement: 'if', at, test, then, otherwise: cursor.take('else') ? statement(cursor) : null }
}

export const switchStatement = (cursor: Cursor, statement: ReadStatement): Statement => {
  const at = cursor.spot()
  cursor.expect('switch')
  const value = inBrackets(cursor)
  cursor.expect('{')
  const cases: { labels: Label[]; body: Statement[] }[] = []
  while (!cursor.is('}')) {
    const labels: Label[] = []
    while (cursor.is('case') || cursor.is('default')) {
      labels.push(cursor.next().text === 'case' ? caseLabel(cursor) : 'default')
      cursor.expect(':')
    }
    if (labels.length === 0) throw cursor.fault('Expected "case" or "default"')
    const body: Statement[] = []
    while (!['case', 'default', '}'].some((word) => cursor.is(word))) body.push(statement(cursor))
    cases.push({ labels, body })
  }
  cursor.expect('}')
  return { statement: 'switch', at, value, cases }
}

type Label = Extract<Statement, { statement: 'switch' }>['cases'][number]['labels'][number]

const OTHER_PATTERNS = 'Behind `case`, patterns other than a constant and a type with a name are'

/** `case 5`, `case string s`, either with `when …` behind it. */
const caseLabel = (cursor: Cursor): Label => {
  const at = cursor.spot()
  const value: Node = { node: 'name', at, name: SWITCHED }
  if (cursor.is('var') && cursor.peek(1).kind === 'name') throw cursor.unknown(OTHER_PATTERNS)
  const pattern = cursor.attempt(
    () => ({ type: parseType(cursor), name: cursor.name() }),
    () => cursor.is(':') || cursor.is('when'),
  )
  const test: Node | null = pattern && { node: 'is', at, value, not: false, ...pattern }
  const constant = test ?? parseValue(cursor)
  if (cursor.take('when')) {
    const left: Node = test ?? { node: 'binary', at, operator: '==', left: value, right: constant }
    return { test: { node: 'binary', at, operator: '&&', left, right: parseValue(cursor) } }
  }
  if (cursor.peek().kind === 'name') throw cursor.unknown(OTHER_PATTERNS)
  return test ? { test } : constant
}

export const blockStatement = (cursor: Cursor): Statement => ({
  statement: 'block',
  at: cursor.spot(),
  body: cursor.block(cursor),
})

export const tryStatement = (cursor: Cursor): Statement => {
  const at = cursor.spot()
  cursor.expect('try')
  const body = blockStatement(cursor)
  const catches: { type: TypeName | null; name: string | null; body: Statement }[] = []
  while (cursor.take('catch')) {
    let [type, name]: [TypeName | null, string | null] = [null, null]
    if (cursor.take('(')) {
      type = parseType(cursor)
      if (!cursor.is(')')) name = cursor.name()
      cursor.expect(')')
    }
    if (cursor.is('when')) throw cursor.unknown('Filters (`catch … when`) are')
    catches.push({ type, name, body: blockStatement(cursor) })
  }
  const last = cursor.take('finally') ? blockStatement(cursor) : null
  if (catches.length === 0 && !last) throw cursor.fault('Expected "catch" or "finally"')
  return { statement: 'try', at, body, catches, finally: last }
}

export const usingStatement = (cursor: Cursor, statement: ReadStatement): Statement => {
  const at = cursor.spot()
  cursor.expect('using')
  if (!cursor.take('(')) {
    const resource = parseSimple(cursor)
    cursor.expect(';')
    return resource
  }
  const resource = parseSimple(cursor)
  cursor.expect(')')
  return { statement: 'using', at, resource, body: statement(cursor) }
}

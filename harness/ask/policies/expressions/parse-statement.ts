import type { Node, Statement, TypeName } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { parseType } from './parse-type.ts'
import { parseParameters, parseValue } from './parse-value.ts'

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
    const local = localFunction(cursor)
    if (local) return local
    if (kind === 'name' && cursor.is(':', 1)) throw cursor.unknown('Labels are')
    return simpleStatement(cursor)
  })

const simpleStatement = (cursor: Cursor): Statement => {
  const found = simple(cursor)
  cursor.expect(';')
  return found
}

/** A method within the block. */
const localFunction = (cursor: Cursor): Statement | null => {
  const at = cursor.spot()
  const head = cursor.attempt(
    () => {
      cursor.take('static')
      if (!cursor.take('void')) {
        parseType(cursor)
        // `int? F() => …`
        cursor.take('?')
      }
      return { name: cursor.name(), parameters: parseParameters(cursor) }
    },
    () => cursor.is('{') || cursor.is('=>'),
  )
  if (!head) return null
  if (cursor.is('{')) return { statement: 'function', at, ...head, body: parseBlock(cursor) }
  cursor.expect('=>')
  const body = parseValue(cursor)
  cursor.expect(';')
  return { statement: 'function', at, ...head, body }
}

/** A declaration or a value that does something. */
const simple = (cursor: Cursor): Statement =>
  declaration(cursor) ?? { statement: 'do-value', at: cursor.spot(), value: parseValue(cursor) }

const declaration = (cursor: Cursor): Statement | null => {
  const at = cursor.spot()
  if (cursor.is('var') && cursor.is('(', 1)) throw cursor.unknown('Tuples are')
  cursor.take('const')
  const type = cursor.attempt(
    () => declared(cursor),
    () => cursor.peek().kind === 'name' && ['=', ';', ','].some((sign) => cursor.is(sign, 1)),
  )
  if (!type) return null
  const names: { name: string; value: Node | null }[] = []
  do {
    const name = cursor.name()
    names.push({ name, value: cursor.take('=') ? (cursor.is('{') ? listOf(cursor) : parseValue(cursor)) : null })
  } while (cursor.take(','))
  return { statement: 'declare', at, type: type.type, names }
}

/** `string[] x = { "a" }`. */
const listOf = (cursor: Cursor): Node => {
  const at = cursor.spot()
  const elements: (readonly Node[])[] = []
  cursor.expect('{')
  while (!cursor.is('}')) {
    elements.push([parseValue(cursor)])
    if (!cursor.take(',')) break
  }
  cursor.expect('}')
  return {
    node: 'new',
    at,
    type: { name: 'object', of: [], array: true, nullable: false },
    arguments: [],
    initial: { kind: 'elements', elements },
  }
}

const declared = (cursor: Cursor): { readonly type: TypeName | null } =>
  cursor.take('var') ? { type: null } : { type: parseType(cursor) }

const inBrackets = (cursor: Cursor): Node => {
  cursor.expect('(')
  const value = parseValue(cursor)
  cursor.expect(')')
  return value
}

const ifStatement = (cursor: Cursor): Statement => {
  const at = cursor.spot()
  cursor.expect('if')
  const test = inBrackets(cursor)
  const then = parseStatement(cursor)
  return { statement: 'if', at, test, then, otherwise: cursor.take('else') ? parseStatement(cursor) : null }
}

const forStatement = (cursor: Cursor): Statement => {
  const at = cursor.spot()
  cursor.expect('for')
  cursor.expect('(')
  const first = cursor.is(';') ? [] : [simple(cursor)]
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
  return { statement: 'for', at, first, test, step, body: parseStatement(cursor) }
}

const foreachStatement = (cursor: Cursor): Statement => {
  const at = cursor.spot()
  cursor.expect('foreach')
  cursor.expect('(')
  declared(cursor)
  if (cursor.is('(')) throw cursor.unknown('Tuples are')
  const name = cursor.name()
  cursor.expect('in')
  const list = parseValue(cursor)
  cursor.expect(')')
  return { statement: 'foreach', at, name, in: list, body: parseStatement(cursor) }
}

const whileStatement = (cursor: Cursor): Statement => {
  const at = cursor.spot()
  cursor.expect('while')
  return { statement: 'while', at, test: inBrackets(cursor), body: parseStatement(cursor), testLast: false }
}

const doStatement = (cursor: Cursor): Statement => {
  const at = cursor.spot()
  cursor.expect('do')
  const body = parseStatement(cursor)
  cursor.expect('while')
  const test = inBrackets(cursor)
  cursor.expect(';')
  return { statement: 'while', at, test, body, testLast: true }
}

const switchStatement = (cursor: Cursor): Statement => {
  const at = cursor.spot()
  cursor.expect('switch')
  const value = inBrackets(cursor)
  cursor.expect('{')
  const cases: { labels: (Node | 'default')[]; body: Statement[] }[] = []
  while (!cursor.is('}')) {
    const labels: (Node | 'default')[] = []
    while (cursor.is('case') || cursor.is('default')) {
      labels.push(cursor.next().text === 'case' ? parseValue(cursor) : 'default')
      if (cursor.peek().kind === 'name') throw cursor.unknown('Behind `case`, patterns other than a constant are')
      cursor.expect(':')
    }
    if (labels.length === 0) throw cursor.fault('Expected "case" or "default"')
    const body: Statement[] = []
    while (!['case', 'default', '}'].some((word) => cursor.is(word))) body.push(parseStatement(cursor))
    cases.push({ labels, body })
  }
  cursor.expect('}')
  return { statement: 'switch', at, value, cases }
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

const blockStatement = (cursor: Cursor): Statement => ({
  statement: 'block',
  at: cursor.spot(),
  body: parseBlock(cursor),
})

const tryStatement = (cursor: Cursor): Statement => {
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

const usingStatement = (cursor: Cursor): Statement => {
  const at = cursor.spot()
  cursor.expect('using')
  if (!cursor.take('(')) {
    const resource = simple(cursor)
    cursor.expect(';')
    return resource
  }
  const resource = simple(cursor)
  cursor.expect(')')
  return { statement: 'using', at, resource, body: parseStatement(cursor) }
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
  if: ifStatement,
  for: forStatement,
  foreach: foreachStatement,
  while: whileStatement,
  do: doStatement,
  switch: switchStatement,
  return: returnStatement,
  throw: throwStatement,
  try: tryStatement,
  using: usingStatement,
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

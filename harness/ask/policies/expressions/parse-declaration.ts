import type { Node, Statement, TypeName } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { parseParameters } from './parse-arguments.ts'
import { parseType } from './parse-type.ts'
import { parseValue } from './parse-value.ts'

/** A declaration or a value that does something. @throws SyntaxFault */
export const parseSimple = (cursor: Cursor): Statement =>
  declaration(cursor) ?? { statement: 'do-value', at: cursor.spot(), value: parseValue(cursor) }

const declaration = (cursor: Cursor): Statement | null => {
  const at = cursor.spot()
  if (cursor.is('var') && cursor.is('(', 1)) throw cursor.unknown('Tuples are')
  cursor.take('const')
  const type = cursor.attempt(
    () => parseDeclared(cursor),
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

export const parseDeclared = (cursor: Cursor): { readonly type: TypeName | null } =>
  cursor.take('var') ? { type: null } : { type: parseType(cursor) }

/** A method within the block; null: none stands here. */
export const parseLocalFunction = (cursor: Cursor): Statement | null => {
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
  if (cursor.is('{')) return { statement: 'function', at, ...head, body: cursor.block(cursor) }
  cursor.expect('=>')
  const body = parseValue(cursor)
  cursor.expect(';')
  return { statement: 'function', at, ...head, body }
}

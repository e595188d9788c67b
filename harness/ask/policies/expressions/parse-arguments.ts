import type { Argument, Node } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { parseType } from './parse-type.ts'

type ReadNode = (cursor: Cursor) => Node

/** Between `(` and `)` or `[` and `]`, the first bracket taken. @throws SyntaxFault */
export const parseArguments = (cursor: Cursor, closing: string, value: ReadNode): readonly Argument[] => {
  const found: Argument[] = []
  while (!cursor.is(closing)) {
    if (found.length > 0) cursor.expect(',')
    found.push(argument(cursor, value))
  }
  cursor.expect(closing)
  return found
}

const argument = (cursor: Cursor, read: ReadNode): Argument => {
  const isNamed = cursor.peek().kind === 'name' && cursor.is(':', 1)
  const name = isNamed ? cursor.name() : null
  if (isNamed) cursor.expect(':')
  if (cursor.is('ref')) throw cursor.unknown('`ref` is')
  if (!cursor.take('out')) return { name, value: read(cursor), out: false }
  const at = cursor.spot()
  // `out var jwt`, `out Jwt jwt`: a variable of its own.
  if (cursor.peek(1).kind === 'name') parseType(cursor)
  return { name, value: { node: 'name', at, name: cursor.name() }, out: true }
}

/** `(a, int b)`. @throws SyntaxFault */
export const parseParameters = (cursor: Cursor): readonly string[] => {
  cursor.expect('(')
  const names: string[] = []
  while (!cursor.is(')')) {
    if (names.length > 0) cursor.expect(',')
    const next = cursor.peek(1)
    if (next.kind !== 'sign' || (next.text !== ',' && next.text !== ')')) parseType(cursor)
    names.push(cursor.name())
  }
  cursor.expect(')')
  return names
}

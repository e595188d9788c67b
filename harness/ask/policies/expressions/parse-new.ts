import type { Argument, Initial, Node, TypeName } from '../../../model/policy-expression.ts'
import type { Spot } from '../../../model/spot.ts'
import type { Cursor } from './cursor.ts'
import { parseType } from './parse-type.ts'
import type { Values } from './values.ts'

/** What stands behind `new`. @throws SyntaxFault */
export const parseNew = (cursor: Cursor, at: Spot, values: Values): Node => {
  if (cursor.is('[') && cursor.is(']', 1)) {
    cursor.next()
    cursor.next()
    return {
      node: 'new',
      at,
      type: { name: 'object', of: [], array: true, nullable: false },
      arguments: [],
      initial: initial(cursor, values),
    }
  }
  if (cursor.is('{')) return { node: 'new', at, type: null, arguments: [], initial: members(cursor, values) }
  if (cursor.take('('))
    return {
      node: 'new',
      at,
      type: null,
      arguments: values.arguments(cursor, ')'),
      initial: initialIfAny(cursor, values),
    }
  const type = parseType(cursor)
  if (cursor.take('[')) return sized(cursor, at, type, values)
  const given = cursor.take('(') ? values.arguments(cursor, ')') : []
  return { node: 'new', at, type, arguments: given, initial: initialIfAny(cursor, values) }
}

/** `new byte[16]`, `new string[2] { … }`. */
const sized = (cursor: Cursor, at: Spot, type: TypeName, values: Values): Node => {
  const size: readonly Argument[] = values.arguments(cursor, ']')
  if (size.length > 1) throw cursor.unknown('Arrays of several dimensions are')
  return { node: 'new', at, type: { ...type, array: true }, arguments: size, initial: initialIfAny(cursor, values) }
}

const initialIfAny = (cursor: Cursor, values: Values): Initial | null =>
  cursor.is('{') ? initial(cursor, values) : null

const initial = (cursor: Cursor, values: Values): Initial => {
  if (cursor.is('[', 1)) return entries(cursor, values)
  if (cursor.peek(1).kind === 'name' && cursor.is('=', 2)) return members(cursor, values)
  const elements = listed(cursor, () =>
    cursor.is('{') ? listed(cursor, () => values.value(cursor)) : [values.value(cursor)],
  )
  return { kind: 'elements', elements }
}

/** `{ A = 1, x.B }`. */
const members = (cursor: Cursor, values: Values): Initial => ({
  kind: 'members',
  members: listed(cursor, () => {
    if (cursor.is('=', 1)) {
      const name = cursor.name()
      cursor.expect('=')
      return { name, value: cursor.is('{') ? braces(cursor, values) : values.value(cursor) }
    }
    const value = values.value(cursor)
    if (value.node === 'name' || value.node === 'member') return { name: value.name, value }
    throw cursor.fault('Expected "name = value"')
  }),
})

/** `Headers = { … }` fills what is there already. */
const braces = (cursor: Cursor, values: Values): Node => {
  const at = cursor.spot()
  return { node: 'new', at, type: null, arguments: [], initial: initial(cursor, values) }
}

const entries = (cursor: Cursor, values: Values): Initial => ({
  kind: 'entries',
  entries: listed(cursor, () => {
    cursor.expect('[')
    const key = values.value(cursor)
    cursor.expect(']')
    cursor.expect('=')
    return { key, value: values.value(cursor) }
  }),
})

/** Between braces, a comma behind the last allowed. */
const listed = <T>(cursor: Cursor, read: () => T): readonly T[] => {
  cursor.expect('{')
  const found: T[] = []
  while (!cursor.is('}')) {
    found.push(cursor.nested(read))
    if (!cursor.take(',')) break
  }
  cursor.expect('}')
  return found
}

import type { TypeName } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'

/** `System.Collections.Generic.IDictionary<string, string[]>?`. @throws SyntaxFault */
export const parseType = (cursor: Cursor): TypeName => {
  let name = cursor.name('a type')
  let of: readonly TypeName[] = []
  for (;;) {
    if (cursor.is('<')) of = parseTypes(cursor)
    if (!(cursor.is('.') || cursor.is('::')) || cursor.peek(1).kind !== 'name') break
    cursor.next()
    name = cursor.name()
    of = []
  }
  return withMarks(cursor, { name, of, array: false, nullable: false })
}

/** `<A, B>`. @throws SyntaxFault */
export const parseTypes = (cursor: Cursor): readonly TypeName[] => {
  cursor.expect('<')
  const types = [cursor.nested(() => parseType(cursor))]
  while (cursor.take(',')) types.push(cursor.nested(() => parseType(cursor)))
  cursor.expect('>')
  return types
}

const withMarks = (cursor: Cursor, type: TypeName): TypeName => {
  let { array, nullable } = type
  for (;;) {
    // Behind a type that is asked for (`x is int ? a : b`) it begins a choice.
    if (cursor.is('?') && isMark(cursor)) {
      cursor.next()
      nullable = true
    } else if (cursor.is('[') && cursor.is(']', 1)) {
      cursor.next()
      cursor.next()
      array = true
    } else return { ...type, array, nullable }
  }
}

/** A `?` belongs to the type where what follows cannot begin a value. */
const isMark = (cursor: Cursor): boolean => {
  const { kind, text } = cursor.peek(1)
  if (kind === 'end') return true
  if (kind === 'sign') return [')', '>', ',', ';', '[', ']', '}', '=', '?', '??'].includes(text)
  // `int? x = …`
  return kind === 'name' && (cursor.is('=', 2) || cursor.is(';', 2) || cursor.is('in', 2))
}

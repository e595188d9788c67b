import type { TypeName } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { PREDEFINED } from './keywords.ts'

/** Types within types. What is deeper costs time wherever `<` could be a sign as well. */
const MAX_TYPES = 12

/** `System.Collections.Generic.IDictionary<string, string[]>?`. @throws SyntaxFault */
export const parseType = (cursor: Cursor, depth = 0): TypeName => {
  if (depth > MAX_TYPES) throw cursor.fault('Expected a type that is less deep')
  if (cursor.is('global') && cursor.is('::', 1)) for (let words = 2; words > 0; words -= 1) cursor.next()
  const { text } = cursor.peek()
  if (PREDEFINED.has(text)) {
    cursor.next()
    return withMarks(cursor, { name: text, of: [], array: false, nullable: false })
  }
  let name = cursor.name('a type')
  let of: readonly TypeName[] = []
  for (;;) {
    if (cursor.is('<')) of = parseTypes(cursor, depth + 1)
    if (!(cursor.is('.') || cursor.is('::')) || cursor.peek(1).kind !== 'name') break
    cursor.next()
    name = cursor.name()
    of = []
  }
  return withMarks(cursor, { name, of, array: false, nullable: false })
}

/** `<A, B>`. @throws SyntaxFault */
export const parseTypes = (cursor: Cursor, depth = 0): readonly TypeName[] => {
  cursor.expect('<')
  const types = [parseType(cursor, depth)]
  while (cursor.take(',')) types.push(parseType(cursor, depth))
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
    } else if (cursor.is('?[') && cursor.is(']', 1)) {
      cursor.next()
      cursor.next()
      array = true
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
  if (kind === 'sign') return BEHIND_MARK.has(text)
  // `int? x = …`
  // `is` and `as`, and `int? x = …`, `(int? x, …) =>`
  return kind === 'name' && (text === 'is' || text === 'as' || BEHIND_NAME.some((sign) => cursor.is(sign, 2)))
}

const BEHIND_MARK = new Set(') > , ; [ ] } = ? ?? ?[ : && || == != & | ^'.split(' '))
const BEHIND_NAME = ['=', ';', ',', ')', 'in', '=>']

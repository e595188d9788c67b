import type { Argument, Node, TypeName } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { parseNew } from './parse-new.ts'
import { parseType, parseTypes } from './parse-type.ts'

/** How what stands inside is read. */
export type Values = {
  readonly value: (cursor: Cursor) => Node
  readonly arguments: (cursor: Cursor, closing: string) => readonly Argument[]
}

/** A value and what is asked of it: members, indexes, calls. @throws SyntaxFault */
export const parsePrimary = (cursor: Cursor, values: Values): Node => {
  let node = first(cursor, values)
  for (;;) {
    const at = cursor.spot()
    if (cursor.is('.') || cursor.is('?.')) {
      const safe = cursor.next().text === '?.'
      const name = cursor.name('the name of a member')
      node = { node: 'member', at, of: node, name, safe, types: typeArguments(cursor) }
    } else if (cursor.is('[') || cursor.is('?[')) {
      const safe = cursor.next().text === '?['
      const by = values.arguments(cursor, ']').map(({ value }) => value)
      node = { node: 'index', at, of: node, by, safe }
    } else if (cursor.take('(')) node = { node: 'call', at, callee: node, arguments: values.arguments(cursor, ')') }
    else if (cursor.is('++') || cursor.is('--'))
      node = { node: 'unary', at, operator: cursor.next().text === '++' ? 'x++' : 'x--', operand: node }
    else return node
  }
}

/**
 * `<…>` behind a name is of types where it reads as such and what follows can stand behind them.
 * https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/lexical-structure#626-grammar-ambiguities
 */
const typeArguments = (cursor: Cursor): readonly TypeName[] => {
  if (!cursor.is('<')) return []
  return (
    cursor.attempt(
      () => parseTypes(cursor),
      () => {
        const { kind, text } = cursor.peek()
        return kind === 'end' || (kind === 'sign' && BEHIND_TYPES.has(text))
      },
    ) ?? []
  )
}

const BEHIND_TYPES = new Set('( ) ] } : ; , . ? == != | ^ && || & ?. ?['.split(' '))

const first = (cursor: Cursor, values: Values): Node => {
  const at = cursor.spot()
  const token = cursor.peek()
  switch (token.kind) {
    case 'string':
    case 'char':
      cursor.next()
      return { node: token.kind, at, value: token.value }
    case 'number':
      cursor.next()
      return { node: 'number', at, type: token.type, text: token.digits }
    case 'interpolated':
      cursor.next()
      return {
        node: 'interpolated',
        at,
        parts: token.parts.map((part) =>
          typeof part === 'string' ? part : { value: cursor.hole(part), align: part.align, format: part.format },
        ),
      }
    case 'name':
      return word(cursor, token.text, values)
    default:
      if (!cursor.take('(')) throw cursor.fault('Expected a value')
      return inBrackets(cursor, values)
  }
}

const inBrackets = (cursor: Cursor, values: Values): Node => {
  const value = values.value(cursor)
  if (cursor.is(',')) throw cursor.fault('Tuples are not known here: expected ")"')
  cursor.expect(')')
  return value
}

/** Words that begin what is not known here. */
const UNKNOWN = new Set('unsafe checked unchecked stackalloc sizeof nameof this base delegate from'.split(' '))
/** Words that are no value. */
const RESERVED = new Set(
  'if else for foreach while do switch case return throw try catch finally using break continue in is as out ref class struct'.split(
    ' ',
  ),
)

const word = (cursor: Cursor, text: string, values: Values): Node => {
  const at = cursor.spot()
  switch (text) {
    case 'null':
      cursor.next()
      return { node: 'null', at }
    case 'true':
    case 'false':
      cursor.next()
      return { node: 'boolean', at, value: text === 'true' }
    case 'new':
      cursor.next()
      return parseNew(cursor, at, values)
    case 'typeof':
      return { node: 'typeof', at, type: ofType(cursor) }
    case 'default':
      if (cursor.is('(', 1)) return { node: 'default', at, type: ofType(cursor) }
      cursor.next()
      return { node: 'default', at, type: null }
    default:
  }
  if (RESERVED.has(text)) throw cursor.fault('Expected a value')
  if (UNKNOWN.has(text) && !isName(cursor)) throw cursor.fault(`"${text}" is not known here`)
  return named(cursor)
}

/** `from` and `base` may be variables as well. */
const isName = (cursor: Cursor): boolean => cursor.peek(1).kind === 'sign' && !cursor.is('(', 1)

/** A name; with types, or of C#'s own types, a type (`List<string>.…`, `string.Join`). */
const named = (cursor: Cursor): Node => {
  const at = cursor.spot()
  const { text } = cursor.peek()
  if (KEYWORDS.has(text)) return { node: 'type', at, type: parseType(cursor) }
  const name = cursor.name()
  const types = typeArguments(cursor)
  if (types.length === 0) return { node: 'name', at, name }
  // A method of nobody (`First<T>(…)`) is not known in expressions, so it is a type.
  return { node: 'type', at, type: { name, of: types, array: false, nullable: false } }
}

const KEYWORDS = new Set(
  'bool byte char decimal double float int long object sbyte short string uint ulong ushort'.split(' '),
)

const ofType = (cursor: Cursor): TypeName => {
  cursor.next()
  cursor.expect('(')
  const type = parseType(cursor)
  cursor.expect(')')
  return type
}

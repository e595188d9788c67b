import type { Node, TypeName } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { isReserved, PREDEFINED } from './keywords.ts'
import { NAMESPACE_ROOTS, NAMESPACES } from './namespaces.ts'
import { parseNew } from './parse-new.ts'
import { beginsQuery, parseQuery } from './parse-query.ts'
import { parseType, parseTypes } from './parse-type.ts'
import type { Values } from './values.ts'

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
    else if ((cursor.is('switch') || cursor.is('with')) && cursor.is('{', 1))
      throw cursor.unknown(`\`${cursor.peek().text}\` as a value is`)
    else if (cursor.is('..')) throw cursor.unknown('Ranges (`1..3`) are')
    // `x!`: not null, says who wrote it; it does nothing.
    else if (!cursor.take('!')) return node
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

const BEHIND_TYPES = new Set('( ) ] } : ; , . ? == != | ^ && || & ?. ?[ ??'.split(' '))

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
          typeof part === 'string'
            ? part
            : { value: cursor.hole(part, cursor.depth), align: part.align, format: part.format },
        ),
      }
    case 'name':
      return word(cursor, token.text, values)
    default:
      if (cursor.is('[')) throw cursor.unknown('Lists in brackets (`[1, 2]`) are')
      if (!cursor.take('(')) throw cursor.fault('Expected a value')
      return inBrackets(cursor, values)
  }
}

const inBrackets = (cursor: Cursor, values: Values): Node => {
  const value = values.value(cursor)
  if (cursor.is(',')) throw cursor.unknown('Tuples are')
  cursor.expect(')')
  return value
}

/** Words that begin what is not known here. */
const UNKNOWN = new Set('unsafe stackalloc sizeof this base delegate fixed'.split(' '))

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
    case 'checked':
    case 'unchecked':
      cursor.next()
      cursor.expect('(')
      return inBrackets(cursor, values)
    default:
  }
  if (PREDEFINED.has(text)) {
    cursor.next()
    return { node: 'type', at, type: { name: text, of: [], array: false, nullable: false } }
  }
  if (UNKNOWN.has(text)) throw cursor.unknown(`\`${text}\` is`)
  if (text === 'nameof' && cursor.is('(', 1)) return nameOf(cursor, values)
  if (beginsQuery(cursor)) return parseQuery(cursor, values)
  if (isReserved(text)) throw cursor.fault('Expected a value')
  return named(cursor)
}

/** `nameof(a.b)` is "b". */
const nameOf = (cursor: Cursor, values: Values): Node => {
  const at = cursor.spot()
  cursor.next()
  cursor.expect('(')
  const named = inBrackets(cursor, values)
  if (named.node === 'name' || named.node === 'member') return { node: 'string', at, value: named.name }
  throw cursor.fault('Expected a name in `nameof`')
}

/** A name; with types, a type (`List<string>.…`). A namespace before it is left out (`System.Text.Encoding.UTF8`). */
const named = (cursor: Cursor): Node => {
  const at = cursor.spot()
  skipNamespace(cursor)
  const name = cursor.name()
  const types = typeArguments(cursor)
  if (types.length === 0) return { node: 'name', at, name }
  // A method of nobody (`First<T>(…)`) is not known in expressions, so it is a type.
  return { node: 'type', at, type: { name, of: types, array: false, nullable: false } }
}

const skipNamespace = (cursor: Cursor): void => {
  if (cursor.is('global') && cursor.is('::', 1)) for (let words = 2; words > 0; words -= 1) cursor.next()
  let longest = 0
  let path = ''
  for (let words = 0; cursor.peek(words).kind === 'name' && cursor.is('.', words + 1); words += 2) {
    path += `${words === 0 ? '' : '.'}${cursor.peek(words).text}`
    if (!NAMESPACE_ROOTS.test(path)) break
    if (NAMESPACES.has(path)) longest = words + 2
  }
  for (let words = longest; words > 0; words -= 1) cursor.next()
}

const ofType = (cursor: Cursor): TypeName => {
  cursor.next()
  cursor.expect('(')
  const type = parseType(cursor)
  cursor.expect(')')
  return type
}

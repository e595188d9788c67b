import type { Node, QueryClause } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'
import { parseType } from './parse-type.ts'
import type { Values } from './values.ts'

/** `from x in xs` begins one; `from` is a name everywhere else. */
export const beginsQuery = (cursor: Cursor): boolean =>
  cursor.is('from') && cursor.peek(1).kind === 'name' && (cursor.is('in', 2) || cursor.is('in', 3))

/**
 * A query up to its last `select` or `group`. @throws SyntaxFault
 * https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/expressions#1222-query-expressions
 */
export const parseQuery = (cursor: Cursor, { value }: Values): Node => {
  const at = cursor.spot()
  const read = (): Node => cursor.withinQuery(() => value(cursor))
  const clauses: QueryClause[] = [from(cursor, read)]
  for (;;) {
    const clause = inner(cursor, read) ?? last(cursor, read)
    clauses.push(clause)
    const isLast = clause.clause === 'select' || clause.clause === 'group'
    if (isLast && clause.into === null) return { node: 'query', at, clauses }
  }
}

const from = (cursor: Cursor, read: () => Node): QueryClause => {
  const at = cursor.spot()
  cursor.expect('from')
  const name = ranged(cursor)
  return { clause: 'from', at, name, in: read() }
}

/** `x in`, `string x in`. */
const ranged = (cursor: Cursor): string => {
  if (!cursor.is('in', 1)) parseType(cursor)
  const name = cursor.name()
  cursor.expect('in')
  return name
}

const inner = (cursor: Cursor, read: () => Node): QueryClause | null => {
  const at = cursor.spot()
  if (cursor.is('from')) return from(cursor, read)
  if (cursor.take('where')) return { clause: 'where', at, test: read() }
  if (cursor.take('let')) {
    const name = cursor.name()
    cursor.expect('=')
    return { clause: 'let', at, name, value: read() }
  }
  if (cursor.take('orderby')) {
    const keys: { value: Node; descending: boolean }[] = []
    do {
      const value = read()
      const descending = cursor.take('descending')
      if (!descending) cursor.take('ascending')
      keys.push({ value, descending })
    } while (cursor.take(','))
    return { clause: 'orderby', at, keys }
  }
  if (cursor.take('join')) {
    const name = ranged(cursor)
    const list = read()
    cursor.expect('on')
    const left = read()
    cursor.expect('equals')
    return { clause: 'join', at, name, in: list, left, right: read(), into: into(cursor) }
  }
  return null
}

const last = (cursor: Cursor, read: () => Node): QueryClause => {
  const at = cursor.spot()
  if (cursor.take('select')) return { clause: 'select', at, value: read(), into: into(cursor) }
  if (!cursor.take('group')) throw cursor.fault('Expected "select" or "group"')
  const value = read()
  cursor.expect('by')
  return { clause: 'group', at, value, by: read(), into: into(cursor) }
}

const into = (cursor: Cursor): string | null => (cursor.take('into') ? cursor.name() : null)

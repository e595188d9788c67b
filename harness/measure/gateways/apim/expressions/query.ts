import type { QueryClause } from '../../../../model/policy-expression.ts'
import type { Value } from '../value.ts'
import { same } from './equality.ts'
import type { Evaluating } from './evaluating.ts'
import { grouped } from './grouping.ts'
import { ListValue } from './objects.ts'
import { compared } from './ordering.ts'
import { Scope } from './scope.ts'
import type { Use } from './types.ts'

/** A query goes through rows, each with the names that its clauses have given so far. */
export const runQuery = (clauses: readonly QueryClause[], scope: Scope, run: Evaluating, use: Use): ListValue => {
  let rows: readonly Scope[] = [scope]
  for (const clause of clauses) {
    use.spend(rows.length)
    if (clause.clause === 'select' || clause.clause === 'group') {
      const results = resultsOf(clause, rows, run)
      if (clause.into === null) return new ListValue(results, 'Enumerable')
      const { into } = clause
      rows = results.map((result) => withName(scope, into, result))
    } else rows = nextRows(clause, rows, run, use)
  }
  return new ListValue([], 'Enumerable')
}

type Last = Extract<QueryClause, { clause: 'select' | 'group' }>

const resultsOf = (clause: Last, rows: readonly Scope[], run: Evaluating): Value[] =>
  clause.clause === 'select'
    ? rows.map((row) => run.value(clause.value, row))
    : grouped(rows.map((row) => [run.value(clause.by, row), run.value(clause.value, row)] as const))

const nextRows = (
  clause: Exclude<QueryClause, Last>,
  rows: readonly Scope[],
  run: Evaluating,
  use: Use,
): readonly Scope[] => {
  switch (clause.clause) {
    case 'from':
      return rows.flatMap((row) => run.items(clause.in, row).map((item) => withName(row, clause.name, item)))
    case 'where':
      return rows.filter((row) => run.truth(clause.test, row))
    case 'let':
      return rows.map((row) => withName(row, clause.name, run.value(clause.value, row)))
    case 'orderby': {
      const keyed = rows.map((row) => ({ row, keys: clause.keys.map(({ value }) => run.value(value, row)) }))
      const order = (left: readonly Value[], right: readonly Value[]): number => {
        for (const [at, { descending }] of clause.keys.entries()) {
          use.spend(1)
          const found = compared(left[at] ?? null, right[at] ?? null, use)
          if (found !== 0) return descending ? -found : found
        }
        return 0
      }
      return keyed.toSorted((left, right) => order(left.keys, right.keys)).map(({ row }) => row)
    }
    case 'join':
      return rows.flatMap((row) => {
        const key = run.value(clause.left, row)
        const fitting = run
          .items(clause.in, row)
          .filter((item) => same(key, run.value(clause.right, withName(row, clause.name, item))))
        return clause.into === null
          ? fitting.map((item) => withName(row, clause.name, item))
          : [withName(row, clause.into, new ListValue(fitting, 'Enumerable'))]
      })
  }
}

const withName = (outer: Scope, name: string, value: Value): Scope => {
  const row = new Scope(outer)
  row.declare(name, value)
  return row
}

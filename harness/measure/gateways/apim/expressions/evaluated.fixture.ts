import { parseExpression } from '../../../../ask/policies/expressions/parse-expression.ts'
import { textOf, unknownIn } from './evaluate.ts'
import { someExchange } from './exchange.fixture.ts'

const spot = { file: 'policy.xml', line: 1, column: 1 }

const parsed = (source: string) => {
  const read = parseExpression(source, spot)
  if (!read.ok) throw new Error(`${source}: ${JSON.stringify(read.faults)}`)
  return read.expression
}

/** What an expression comes to, `{ … }` or a value, behind a variable `set`. */
export const evaluated = (code: string): string => {
  const source = code.startsWith('{') ? `@${code}` : `@(${code})`
  const exchange = someExchange()
  exchange.variables.set('set', 'a')
  return textOf({ spot, kind: 'expression', source, expression: parsed(source) }, exchange)
}

/** What of an expression `policy check` would name as not known. */
export const unknownOf = (code: string): readonly string[] =>
  unknownIn(parsed(code.startsWith('{') ? `@${code}` : `@(${code})`)).map(({ what }) => what)

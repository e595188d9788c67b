import { expect, test } from 'vitest'
import { parseExpression } from '../../../../ask/policies/expressions/parse-expression.ts'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import { textOf } from '../expressions/evaluate.ts'

test('the variable holds an authorization with a token of this run', async () => {
  const exchange = anExchange()
  const attributes = { 'provider-id': 'github-01', 'authorization-id': 'auth-01', 'context-variable-name': 'auth' }
  await runPolicies([element('get-authorization-context', attributes)], exchange)
  const parsed = parseExpression('@(((Authorization)context.Variables.GetValueOrDefault("auth"))?.AccessToken)', SPOT)
  if (!parsed.ok) throw new Error('no expression')
  const { expression } = parsed
  expect(textOf({ kind: 'expression', source: '', spot: SPOT, expression }, exchange)).toBe('the-managed-identity')
})

const SPOT = { file: 'api.xml', line: 1, column: 1 }

import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'

test('the variable holds an authorization with a token of this run', async () => {
  const exchange = anExchange()
  const attributes = { 'provider-id': 'github-01', 'authorization-id': 'auth-01', 'context-variable-name': 'auth' }
  await runPolicies([element('get-authorization-context', attributes)], exchange)
  expect(exchange.variables.get('auth')).toMatchObject({
    type: 'Authorization',
    properties: new Map([['AccessToken', 'the-managed-identity']]),
  })
})

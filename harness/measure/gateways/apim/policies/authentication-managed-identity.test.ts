import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import { fieldText } from '../fields.ts'

const resource = 'https://cognitiveservices.azure.com'

test("the gateway's own token takes the place of the caller's", async () => {
  const exchange = anExchange({ fields: { authorization: 'Bearer caller' } })
  await runPolicies([element('authentication-managed-identity', { resource })], exchange)
  expect(fieldText(exchange.request.fields, 'Authorization')).toBe('Bearer the-managed-identity')
})

test('with a variable for it, it goes there, and the field stays', async () => {
  const exchange = anExchange({ fields: { authorization: 'Bearer caller' } })
  const attributes = { resource, 'output-token-variable-name': 'token' }
  await runPolicies([element('authentication-managed-identity', attributes)], exchange)
  expect([exchange.variables.get('token'), fieldText(exchange.request.fields, 'Authorization')]).toEqual([
    'the-managed-identity',
    'Bearer caller',
  ])
})

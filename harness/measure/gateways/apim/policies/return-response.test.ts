import { expect, test } from 'vitest'
import { element, header } from '../element.fixture.ts'
import { anExchange, runPolicies, textIn } from '../exchange.fixture.ts'

test('without anything in it, 200 and no body', async () => {
  const flow = await runPolicies([element('return-response'), header('never', 'y')], anExchange())
  expect(flow).toMatchObject({ kind: 'answer', response: { status: 200, body: null } })
})

test('status, fields and body are its own, and the request is left as it is', async () => {
  const exchange = anExchange()
  const inside = [
    element('set-status', { code: '401', reason: 'Unauthorized' }),
    header('WWW-Authenticate', 'Bearer error="invalid_token"'),
    element('set-body', {}, '{"no":1}'),
  ]
  const flow = await runPolicies([element('return-response', {}, inside)], exchange)
  if (flow.kind !== 'answer') throw new Error('no answer')
  expect([flow.response.status, [...flow.response.fields.keys()], textIn(flow.response.body)]).toEqual([
    401,
    ['www-authenticate'],
    '{"no":1}',
  ])
  expect(exchange.request.fields.size).toBe(0)
})

import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'

test('the backend is asked by another method, and the one that was called stays known', async () => {
  const exchange = anExchange()
  await runPolicies([element('set-method', {}, ' put ')], exchange)
  expect([exchange.request.method, exchange.called.method]).toEqual(['PUT', 'POST'])
})

test.each(['', 'GET /', 'TRACE'])('"%s" is no method that a backend is asked by', async (method) => {
  await expect(runPolicies([element('set-method', {}, method)], anExchange())).rejects.toMatchObject({ status: 500 })
})

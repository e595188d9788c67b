import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'

test('the backend is asked by another method, and the one that was called stays known', async () => {
  const exchange = anExchange()
  await runPolicies([element('set-method', {}, ' put ')], exchange)
  expect([exchange.request.method, exchange.called.method]).toEqual(['PUT', 'POST'])
})

import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'

test.each([
  [{}, 200, null],
  [{ 'status-code': '404', 'content-type': 'application/json' }, 404, 'application/json'],
])('%o', async (attributes, status, type) => {
  const flow = await runPolicies([element('mock-response', attributes)], anExchange())
  if (flow.kind !== 'answer') throw new Error('no answer')
  expect([flow.response.status, flow.response.fields.get('content-type')?.values[0] ?? null]).toEqual([status, type])
})

test('a status that is none is an error', async () => {
  const mock = element('mock-response', { 'status-code': '100' })
  await expect(runPolicies([mock], anExchange())).rejects.toMatchObject({ status: 500 })
})

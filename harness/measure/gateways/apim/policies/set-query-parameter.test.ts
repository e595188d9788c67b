import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'

const parameter = (action: string) =>
  element('set-query-parameter', { name: 'a', 'exists-action': action }, [element('value', {}, '2')])

test.each([
  ['override', '?a=2'],
  ['skip', '?a=1'],
  ['append', '?a=1&a=2'],
  ['delete', ''],
] as const)('%s, of a parameter that is there', async (action, expected) => {
  const exchange = anExchange({ url: 'http://gateway.test/x?a=1' })
  await runPolicies([parameter(action)], exchange)
  expect(exchange.request.url.search).toBe(expected)
  expect(exchange.called.url.search).toBe('?a=1')
})

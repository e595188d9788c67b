import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'

const operation = { id: 'get', name: 'get', method: 'GET', urlTemplate: '/get?a={b}' }
const url = 'http://backend.test/get?a=b&c=d'

// The three examples of the vendor's page.
test.each([
  [{ template: '/put' }, '/put?c=d'],
  [{ template: '/put', 'copy-unmatched-params': 'false' }, '/put'],
  [{ template: '/v2/{store}&{order}?City=city' }, '/v2/1&{order}?City=city&c=d'],
])('%o', async (attributes, expected) => {
  const exchange = anExchange({ url, operation, matchedParameters: { store: '1' } })
  await runPolicies([element('rewrite-uri', attributes)], exchange)
  expect(decodeURI(`${exchange.request.url.pathname}${exchange.request.url.search}`)).toBe(expected)
})

test("the backend's own path stays before it", async () => {
  const exchange = anExchange({ backend: { id: null, url: 'http://backend.test/base/' } })
  await runPolicies([element('rewrite-uri', { template: 'put' })], exchange)
  expect(exchange.request.url.href).toBe('http://backend.test/base/put?a=1')
})

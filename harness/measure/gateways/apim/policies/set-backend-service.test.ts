import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import { setBackendService } from './set-backend-service.ts'

const backend = (attributes: Record<string, string>) => element('set-backend-service', attributes)

test('the path that the operation has follows the address of the backend, and of the next one', async () => {
  const exchange = anExchange({ url: 'http://gateway.test/partners/15?v=1' })
  await runPolicies([backend({ 'base-url': 'http://contoso.test/api/8.2/' })], exchange)
  expect(exchange.request.url.href).toBe('http://contoso.test/api/8.2/partners/15?v=1')
  await runPolicies([backend({ 'base-url': 'http://contoso.test/api/9.1' })], exchange)
  expect(exchange.request.url.href).toBe('http://contoso.test/api/9.1/partners/15?v=1')
})

test('a backend is looked up by its id in the settings; one that is not there is told', async () => {
  const exchange = anExchange({ url: 'http://g.test/x', settings: { backends: { a: { url: 'https://a.test/b' } } } })
  await runPolicies([backend({ 'backend-id': 'a' }), backend({ 'backend-id': 'b' })], exchange)
  expect([exchange.request.url.href, exchange.backend.id]).toEqual(['https://a.test/b/x', 'b'])
  expect(exchange.traces.map(({ did }) => did)).toEqual([
    'the backend is https://a.test (a)',
    'backend b; the settings name no URL for it',
  ])
})

test('one of both must be there', () => {
  expect(setBackendService.faults(backend({}))).toHaveLength(1)
})

test('what is no URL is an error of the document', async () => {
  await expect(runPolicies([backend({ 'base-url': 'nowhere' })], anExchange())).rejects.toThrow('nowhere')
})

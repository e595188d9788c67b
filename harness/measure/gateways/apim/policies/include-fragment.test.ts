import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'

test('a fragment that nobody put in is missing, and is never passed over', async () => {
  const missing = element('include-fragment', { 'fragment-id': 'auth' })
  await expect(runPolicies([missing], anExchange())).rejects.toThrow('there is no fragment "auth"')
})

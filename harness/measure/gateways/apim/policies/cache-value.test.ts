import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'

const lookup = element('cache-lookup-value', { key: 'k', 'variable-name': 'v' })
const store = element('cache-store-value', { key: 'k', value: 'kept', duration: '60' })

test('a value is kept from request to request, as long as it says', async () => {
  const memory = new Map()
  const at = (time: string) => anExchange({ now: () => new Date(time) })
  const found = async (time: string, policies = [lookup]) => {
    const exchange = at(time)
    await runPolicies(policies, exchange, { memory })
    return exchange.variables.get('v')
  }
  expect(await found('2026-01-01T00:00:00Z')).toBeUndefined()
  expect(await found('2026-01-01T00:00:00Z', [store, lookup])).toBe('kept')
  expect(await found('2026-01-01T00:00:59Z')).toBe('kept')
  expect(await found('2026-01-01T00:01:01Z')).toBeUndefined()
})

test('what was removed is gone, and a default stands in', async () => {
  const memory = new Map()
  const remove = element('cache-remove-value', { key: 'k' })
  const exchange = anExchange()
  const otherwise = element('cache-lookup-value', { key: 'k', 'variable-name': 'v', 'default-value': 'none' })
  await runPolicies([store, remove, otherwise], exchange, { memory })
  expect(exchange.variables.get('v')).toBe('none')
})

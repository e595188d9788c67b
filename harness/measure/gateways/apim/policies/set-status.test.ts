import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anAnswer, anExchange, runPolicies } from '../exchange.fixture.ts'

test('the status and its reason are replaced, the rest of the answer stays', async () => {
  const exchange = anExchange({ section: 'outbound', response: anAnswer(200, { x: 'y' }, 'body') })
  await runPolicies([element('set-status', { code: '404', reason: 'Gone fishing' })], exchange)
  expect([exchange.response?.status, exchange.response?.reason, exchange.response?.fields.has('x')]).toEqual([
    404,
    'Gone fishing',
    true,
  ])
})

test('a status that none can be answered with is an error', async () => {
  const exchange = anExchange({ section: 'outbound', response: anAnswer(200) })
  await expect(runPolicies([element('set-status', { code: '99' })], exchange)).rejects.toThrow('The status code 99')
})

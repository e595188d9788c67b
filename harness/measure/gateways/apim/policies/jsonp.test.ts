import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anAnswer, anExchange, runPolicies, textIn } from '../exchange.fixture.ts'

const asked = async (query: string) => {
  const url = `http://gateway.test/x${query}`
  const exchange = anExchange({ url, section: 'outbound', response: anAnswer(200, {}, '{"a":1}') })
  await runPolicies([element('jsonp', { 'callback-parameter-name': 'cb' })], exchange)
  return textIn(exchange.response?.body)
}

test('JSON for who names no function, a call of it for who does', async () => {
  expect([await asked(''), await asked('?cb=XYZ')]).toEqual(['{"a":1}', 'XYZ({"a":1});'])
})

test('what is no function name is refused', async () => {
  await expect(asked('?cb=alert(1)')).rejects.toMatchObject({ reason: 'CallbackParameterInvalid' })
})

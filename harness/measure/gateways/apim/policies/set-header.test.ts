import { expect, test } from 'vitest'
import { element, header } from '../element.fixture.ts'
import { anAnswer, anExchange, runPolicies } from '../exchange.fixture.ts'
import { fieldText } from '../fields.ts'

test.each([
  ['override', 'mine'],
  ['skip', 'theirs'],
  ['append', 'theirs,mine'],
  ['delete', null],
] as const)('%s, of a field that is there', async (action, expected) => {
  const exchange = anExchange({ fields: { 'X-Region': 'theirs' } })
  await runPolicies([header('x-region', 'mine', action)], exchange)
  expect(fieldText(exchange.request.fields, 'X-Region')).toBe(expected)
})

test.each(['override', 'skip', 'append'] as const)('%s, of a field that is not there, sets it', async (action) => {
  const exchange = anExchange()
  await runPolicies([header('x-region', 'mine', action)], exchange)
  expect(fieldText(exchange.request.fields, 'x-region')).toBe('mine')
})

test('several values are several', async () => {
  const exchange = anExchange()
  const values = ['a', 'b'].map((value) => element('value', {}, value))
  await runPolicies([element('set-header', { name: 'x' }, values)], exchange)
  expect(exchange.request.fields.get('x')?.values).toEqual(['a', 'b'])
})

test('in outbound it is the answer that has the field', async () => {
  const exchange = anExchange({ section: 'outbound', response: anAnswer(200) })
  await runPolicies([header('x', 'y')], exchange)
  expect([exchange.request.fields.has('x'), exchange.response?.fields.has('x')]).toEqual([false, true])
})

test('what carries the message cannot be changed', async () => {
  const exchange = anExchange({ fields: { connection: 'close' } })
  await runPolicies([header('Connection', null, 'delete')], exchange)
  expect(exchange.traces.map(({ did }) => did)).toEqual(['Connection cannot be changed'])
})

test('an action that is none cannot be told', async () => {
  const policy = header('x', 'a', 'overwrite')
  await expect(async () => await runPolicies([policy], anExchange())).rejects.toThrow('expected override or skip')
})

test.each(['a b', 'a\nb', 'ä'])('what is no name of a field cannot be told: %j', async (name) => {
  const asked = async () => await runPolicies([header(name, 'v')], anExchange())
  await expect(asked).rejects.toThrow('is no name of a field')
})

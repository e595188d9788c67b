import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import { setVariable } from './set-variable.ts'

test('a literal is a string, and may be empty', async () => {
  const exchange = anExchange()
  const empty = element('set-variable', { name: 'none', value: '' })
  await runPolicies([element('set-variable', { name: 'count', value: '1' }), empty], exchange)
  expect([...exchange.variables]).toEqual([
    ['count', '1'],
    ['none', ''],
  ])
  expect(setVariable.faults(empty)).toEqual([])
})

test('without a value it is refused', () => {
  expect(setVariable.faults(element('set-variable', { name: 'x' }))).toHaveLength(1)
})

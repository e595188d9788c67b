import { expect, test } from 'vitest'
import { element, header } from '../element.fixture.ts'
import { anAnswer, anExchange, runPolicies } from '../exchange.fixture.ts'
import { retry } from './retry.ts'

const retried = (condition: string, count: string) =>
  element('retry', { condition, count, interval: '10' }, [element('forward-request')])

test.each([
  ['true', '3', 4],
  ['false', '3', 1],
] as const)('while the condition is %s, at most %s times again', async (condition, count, expected) => {
  let asked = 0
  const forward = () => Promise.resolve(anAnswer(500 + asked++))
  const exchange = anExchange({ section: 'backend' })
  await runPolicies([retried(condition, count)], exchange, { forward })
  expect(asked).toBe(expected)
})

test('what answers within ends it', async () => {
  const refuse = element('retry', { condition: 'true', count: '3', interval: '1' }, [
    header('x', 'y', 'append'),
    element('return-response'),
  ])
  const exchange = anExchange()
  expect((await runPolicies([refuse], exchange)).kind).toBe('answer')
  expect(exchange.request.fields.get('x')?.values).toEqual(['y'])
})

test('what fails within is tried again, and is the error when it never works', async () => {
  let asked = 0
  const forward = () => Promise.resolve(anAnswer(asked++ === 0 ? 500 : 200))
  const failing = (count: string) =>
    element('retry', { condition: 'true', count, interval: '1' }, [
      element('forward-request', { 'fail-on-error-status-code': 'true' }),
    ])
  const always = { forward: () => Promise.resolve(anAnswer(500)) }
  const exchange = anExchange({ section: 'backend' })
  await runPolicies([failing('1')], exchange, { forward })
  expect(exchange.response?.status).toBe(200)
  await expect(runPolicies([failing('2')], anExchange(), always)).rejects.toThrow('The backend answered 500.')
})

test('more than fifty retries are refused', () => {
  expect(retry.faults(retried('true', '51'))).toHaveLength(1)
})

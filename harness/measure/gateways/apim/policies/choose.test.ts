import { expect, test } from 'vitest'
import { element, header } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import { choose } from './choose.ts'

const when = (condition: string, name: string) => element('when', { condition }, [header(name, 'y')])
const otherwise = () => element('otherwise', {}, [header('other', 'y')])

test.each([
  [['true', 'true'], ['a']],
  [['false', 'true'], ['b']],
  [['false', 'false'], ['other']],
] as const)('of conditions %o the first that is true decides', async ([first, second], expected) => {
  const exchange = anExchange()
  await runPolicies([element('choose', {}, [when(first, 'a'), when(second, 'b'), otherwise()])], exchange)
  expect([...exchange.request.fields.keys()]).toEqual(expected)
})

test('where none is true and nothing stands for that, the request goes on as it is', async () => {
  const exchange = anExchange()
  expect(await runPolicies([element('choose', {}, [when('false', 'a')])], exchange)).toEqual({ kind: 'next' })
  expect(exchange.traces.map(({ did }) => did)).toEqual(['no condition is true'])
})

test('what follows otherwise is told, and a choose without any when', () => {
  expect(choose.faults(element('choose', {}, [otherwise(), when('true', 'a')]))).toHaveLength(1)
  expect(choose.faults(element('choose', {}, [otherwise()]))).toHaveLength(1)
})

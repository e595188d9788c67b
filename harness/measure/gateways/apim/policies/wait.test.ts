import { expect, test } from 'vitest'
import { element, header } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import { wait } from './wait.ts'

test('all that it encloses is done', async () => {
  const branch = (name: string) => element('choose', {}, [element('when', { condition: 'true' }, [header(name, 'y')])])
  const exchange = anExchange()
  await runPolicies([element('wait', { for: 'all' }, [branch('a'), branch('b')])], exchange)
  expect([...exchange.request.fields.keys()]).toEqual(['a', 'b'])
})

test('nothing to wait for is a mistake', () => {
  expect(wait.faults(element('wait'))).toHaveLength(1)
})

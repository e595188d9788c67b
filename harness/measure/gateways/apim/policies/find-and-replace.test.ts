import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies, textIn } from '../exchange.fixture.ts'

test('every place of the body is replaced, as text and not as a pattern', async () => {
  const exchange = anExchange({ body: 'a.c abc a.c' })
  await runPolicies([element('find-and-replace', { from: 'a.c', to: '$&' })], exchange)
  expect(textIn(exchange.request.body)).toBe('$& abc $&')
})

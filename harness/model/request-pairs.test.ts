import { expect, test } from 'vitest'
import { anExchange } from './builders.fixture.ts'
import { pairRequests } from './request-pairs.ts'

const to = (address: string, method = 'POST', body: unknown = null) =>
  anExchange({ method, url: `http://${address}`, body })

test('two requests that ran at once are each compared with their own', () => {
  const [a, b] = [to('gateway/a'), to('gateway/b')]
  expect(pairRequests([a, b], [b, a]).pairs).toEqual([
    { before: 1, after: 0 },
    { before: 0, after: 1 },
  ])
  const [one, two] = [to('gateway/a', 'POST', 'one'), to('gateway/a', 'POST', 'two')]
  expect(pairRequests([one, two], [two, one]).pairs).toEqual([
    { before: 1, after: 0 },
    { before: 0, after: 1 },
  ])
})

test('what only one side sends stands alone, wherever it stands', () => {
  const chat = to('gateway/chat')
  const token = to('gateway/token', 'GET')
  expect(pairRequests([chat], [token, chat])).toEqual({ pairs: [{ before: 0, after: 1 }], removed: [], added: [0] })
  expect(pairRequests([chat, token], [chat])).toEqual({ pairs: [{ before: 0, after: 0 }], removed: [1], added: [] })
})

test('a request that moved is still the same request', () => {
  expect(pairRequests([to('gateway/a')], [to('gateway/b'), to('other-origin/b')])).toEqual({
    pairs: [{ before: 0, after: 0 }],
    removed: [],
    added: [1],
  })
  expect(pairRequests([to('gateway/a')], [to('other-origin/a', 'GET')]).pairs).toHaveLength(1)
})

test('attempts of one request are paired in their order', () => {
  const attempt = (n: string) => anExchange({ headers: [['x-retry', n]] })
  const { pairs, removed } = pairRequests([attempt('0'), attempt('1'), attempt('2')], [attempt('0'), attempt('1')])
  expect(pairs).toEqual([
    { before: 0, after: 0 },
    { before: 1, after: 1 },
  ])
  expect(removed).toEqual([2])
})

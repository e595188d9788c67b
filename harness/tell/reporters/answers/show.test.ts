import { expect, test } from 'vitest'
import { anExchange, aResult, aRun, refused } from '../../../model/builders.fixture.ts'
import { show } from './show.ts'

const run = aRun('2.34.0')

test('the exchange as it stood on the wire: order, case and repeats kept, then who answered what', () => {
  const headers = [
    ['X-Twice', 'a'],
    ['api-key', '‹entra-token›'],
    ['x-twice', 'b'],
  ] as const
  const result = aResult({
    exchanges: [anExchange({ headers, url: 'http://gateway/v1/chat/completions', status: 401 })],
    outcome: refused(401, 'Access denied'),
  })
  expect(show(run, [result], { colour: false, sourceText: 'client = AzureOpenAI()\n' })).toMatchInlineSnapshot(`
    "openai-python 2.34.0  azure-api-key behind azure-openai  python 3.11.7

      client = AzureOpenAI()

      POST http://gateway/v1/chat/completions
      X-Twice: a
      api-key: ‹entra-token›
      x-twice: b

      {
        "model": "gpt-4o"
      }

      answered 401 by backend

    outcome  401 AuthenticationError: Access denied
    "
  `)
})

test('an error before anything is sent says that nothing was', () => {
  const result = aResult({ exchanges: [], outcome: { kind: 'error', name: 'OpenAIError', message: 'no key' } })
  const text = show(run, [result], { colour: false })
  expect(text).toContain('No request left the process.')
  expect(text).toContain('outcome  OpenAIError: no key')
})

test('what could not be measured gives its reason', () => {
  const result = { id: 'a', gateway: 'openai', status: 'crashed', reason: 'exit code 9\nTraceback' } as const
  expect(show(run, [result], { colour: false })).toContain('crashed: exit code 9\nTraceback')
})

test('several requests are numbered', () => {
  const text = show(run, [aResult({ exchanges: [anExchange({ status: 429 }), anExchange()] })], { colour: false })
  expect(text).toMatch(/attempt 1[\s\S]*answered 429[\s\S]*attempt 2[\s\S]*answered 200/u)
})

test('a wait, a proxy and a time-out are told with their request', () => {
  const exchange = anExchange({ url: 'http://gateway/v1' })
  const request = { ...exchange.request, via: 'proxy' as const }
  const exchanges = [{ ...exchange, request, waited: '600 s as asked', gaveUpAfter: '60 s' }]
  const text = show(run, [aResult({ exchanges })], { colour: false })
  expect(text).toContain('  waited 600 s as asked\n  POST http://gateway/v1 through the proxy\n')
  expect(text).toContain('by backend\n  gave up after 60 s\n')
})

test('several calls are told one by one, before what the scenario comes to', () => {
  const failed = refused(401, 'no')
  const result = aResult({ outcome: failed, calls: [{ kind: 'response', status: 200 }, failed] })
  const text = show(run, [result], { colour: false })
  expect(text).toMatch(
    /\ncall 1 {2}200\ncall 2 {2}401 AuthenticationError: no\noutcome {2}401 AuthenticationError: no\n$/,
  )
})

test('what was observed behind another gateway says so', () => {
  const text = show(run, [aResult({ inferred: { gateway: 'apim-validate-jwt' } })], { colour: false })
  expect(text).toContain('inferred: observed behind apim-validate-jwt; here each request would be answered the same')
})

test('before several gateways a request that is the same stands once, and each answer in a row', () => {
  const behind = (gateway: string, status: number) => ({
    ...aResult({
      exchanges: [anExchange({ status })],
      outcome: status < 400 ? { kind: 'response', status } : refused(status, 'no'),
    }),
    gateway,
  })
  const odd = { ...aResult({ exchanges: [anExchange({ url: 'http://gateway/odd' })] }), gateway: 'third' }
  const text = show(run, [behind('azure-openai', 200), behind('mine', 401), odd], { colour: false })
  expect(text.match(/POST http:\/\/gateway\/(?!odd)/gu)).toHaveLength(1)
  expect(text).toContain('behind azure-openai and mine')
  expect(text).toMatch(
    /\nazure-openai {2}200 by backend\n +outcome {2}200\nmine {10}401 by backend\n +outcome {2}401 /u,
  )
  expect(text).toMatch(/behind third.*POST http:\/\/gateway\/odd/s)
})

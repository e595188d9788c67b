import { expect, test } from 'vitest'
import { parseExpression } from '../../../../ask/policies/expressions/parse-expression.ts'
import { pattern } from '../../../../model/pattern.ts'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import type { PolicyError } from '../policy.ts'

const subscription = { key: 'mine' }
const at = (time: string, body = 'x') => anExchange({ body, subscription, now: () => new Date(time) })

const run = async (policy: ReturnType<typeof element>, exchange: ReturnType<typeof anExchange>, memory = new Map()) => {
  try {
    return (await runPolicies([policy], exchange, { memory })).kind
  } catch (error) {
    const { status, reason, told, fields, why } = error as PolicyError
    return { status, reason, told, fields, why }
  }
}

test.each([
  ['rate-limit', {}],
  ['rate-limit-by-key', { 'counter-key': 'me' }],
])('%s refuses what goes beyond, until its time is over', async (name, more) => {
  const policy = element(name, { calls: '2', 'renewal-period': '60', ...more })
  const memory = new Map()
  expect(await run(policy, at('2026-01-01T00:00:00Z'), memory)).toBe('next')
  expect(await run(policy, at('2026-01-01T00:00:30Z'), memory)).toBe('next')
  expect(await run(policy, at('2026-01-01T00:00:40Z'), memory)).toEqual({
    status: 429,
    reason: 'RateLimitExceeded',
    told: 'Rate limit is exceeded. Try again in 20 seconds.',
    fields: { 'Retry-After': '20' },
    why: 'more calls than the rate allows',
  })
  expect(await run(policy, at('2026-01-01T00:01:00Z'), memory)).toBe('next')
  // The window slides: the call of 00:30 still counts, and so does the last.
  expect(await run(policy, at('2026-01-01T00:01:20Z'), memory)).toMatchObject({
    status: 429,
    fields: { 'Retry-After': '10' },
  })
  expect(await run(policy, at('2026-01-01T00:01:30Z'), memory)).toBe('next')
})

test('set to the bucket of the v2 tiers, a call is free as soon as its share of the time is over', async () => {
  const policy = element('rate-limit', { calls: '2', 'renewal-period': '60' })
  const memory = new Map()
  const call = (time: string) =>
    run(
      policy,
      anExchange({ subscription, now: () => new Date(time), settings: { rateLimits: 'token-bucket' } }),
      memory,
    )
  expect([await call('2026-01-01T00:00:00Z'), await call('2026-01-01T00:00:00Z')]).toEqual(['next', 'next'])
  expect(await call('2026-01-01T00:00:10Z')).toMatchObject({ status: 429, fields: { 'Retry-After': '20' } })
  expect(await call('2026-01-01T00:00:30Z')).toBe('next')
  expect(await call('2026-01-01T00:00:40Z')).toMatchObject({ status: 429 })
})

test.each([
  element('rate-limit', { calls: '1', 'renewal-period': '60' }),
  element('quota', { calls: '0', 'renewal-period': '60' }),
])('$name is of subscriptions: who shows no key is not counted', async (policy) => {
  const memory = new Map()
  const call = () => run(policy, anExchange(), memory)
  expect([await call(), await call()]).toEqual(['next', 'next'])
})

test('a quota is of a period that is over at once', async () => {
  const policy = element('quota', { calls: '1', 'renewal-period': '60' })
  const memory = new Map()
  expect(await run(policy, at('2026-01-01T00:00:00Z'), memory)).toBe('next')
  expect(await run(policy, at('2026-01-01T00:00:59Z'), memory)).toMatchObject({ status: 403 })
  expect(await run(policy, at('2026-01-01T00:01:00Z'), memory)).toBe('next')
})

test('a quota that is used up is 403, with the time that is left', async () => {
  const policy = element('quota', { calls: '0', 'renewal-period': '3661' })
  expect(await run(policy, at('2026-01-01T00:00:00Z'))).toMatchObject({
    status: 403,
    told: 'Out of call volume quota. Quota will be replenished in 01:01:01.',
  })
})

test('tokens are limited once they are used up', async () => {
  const policy = element('llm-token-limit', {
    'counter-key': 'me',
    'tokens-per-minute': '20',
    'estimate-prompt-tokens': 'true',
  })
  const memory = new Map()
  expect(await run(policy, at('2026-01-01T00:00:00Z', 'x'.repeat(80)), memory)).toBe('next')
  expect(await run(policy, at('2026-01-01T00:00:01Z'), memory)).toMatchObject({ status: 429 })
})

test.each([
  ['{"stream":true}', { status: 429 }],
  ['{"stream":false}', 'next'],
])('what never came to the model has used no tokens, unless they are estimated: of %s', async (body, second) => {
  const policy = element('llm-token-limit', { 'counter-key': 'me', 'tokens-per-minute': '4' })
  const memory = new Map()
  expect(await run(policy, at('2026-01-01T00:00:00Z', body), memory)).toBe('next')
  const outcome = await run(policy, at('2026-01-01T00:00:01Z', body), memory)
  expect(outcome).toEqual(typeof second === 'string' ? second : expect.objectContaining(second))
})

test('a range that ends before it begins cannot be told', async () => {
  const range = element('address-range', { from: '127.0.0.9', to: '127.0.0.0' })
  const asked = runPolicies([element('ip-filter', { action: 'forbid' }, [range])], anExchange())
  await expect(async () => await asked).rejects.toThrow('127.0.0.9 comes after 127.0.0.0: that is no range')
})

test('an address is let in or kept out by list and range', async () => {
  const range = element('address-range', { from: '127.0.0.0', to: '127.255.255.255' })
  const other = element('address', {}, '10.0.0.1')
  expect(await run(element('ip-filter', { action: 'allow' }, [other, range]), anExchange())).toBe('next')
  expect(await run(element('ip-filter', { action: 'allow' }, [other]), anExchange())).toMatchObject({
    status: 403,
    reason: 'CallerIpNotAllowed',
  })
  expect(await run(element('ip-filter', { action: 'forbid' }, [range]), anExchange())).toMatchObject({
    reason: 'CallerIpBlocked',
  })
})

test('what a policy asks elsewhere is answered by a stub, and without one is an error that says how to write it', async () => {
  const policy = element('send-request', { 'response-variable-name': 'r' }, [
    element('set-url', {}, 'https://x.example/a'),
  ])
  expect(await run(policy, anExchange())).toMatchObject({
    status: 500,
    told: 'No stub answers https://x.example/a: add { "url": "https://x.example/a", "status": 200, "body": … } to "stubs" in the policy\'s settings.',
  })
})

test.each([
  ['https://x.example/a?code=s3cret-value&b=2', 'https://x.example/a?code=*&b=*'],
  ['https://x.example/a?s3cret-value', 'https://x.example/a?*'],
  ['https://me:s3cret-value@x.example/a', 'https://*@x.example/a'],
])('what of %s could be a secret is told nowhere, and what is told does for a stub', async (url, told) => {
  const policy = element('send-request', { 'response-variable-name': 'r' }, [element('set-url', {}, url)])
  const answer = await run(policy, anExchange())
  expect(JSON.stringify(answer)).not.toContain('s3cret-value')
  expect(answer).toMatchObject({ why: `no stub for ${told}` })
  expect(pattern(told).test(url)).toBe(true)
})

test('what an authorizer would have said cannot be told, where its failure is ignored and its answer is looked at', async () => {
  const asks = element('send-request', { 'response-variable-name': 'r', 'ignore-error': 'true' }, [
    element('set-url', {}, 'https://x.example/a'),
  ])
  const source = '@(((IResponse)context.Variables["r"])?.StatusCode == 403)'
  const read = parseExpression(source, asks.spot)
  if (!read.ok) throw new Error('it is no expression')
  const when = {
    ...element('when', {}, [element('return-response', {}, [element('set-status', { code: '403' })])]),
    attributes: {
      condition: { kind: 'expression' as const, spot: asks.spot, source, expression: read.expression },
    },
  }
  expect(await run(asks, anExchange())).toBe('next')
  await expect(runPolicies([asks, element('choose', {}, [when])], anExchange())).rejects.toThrow('No stub answers')
})

import { afterAll, expect, test } from 'vitest'
import { anthropic } from './anthropic.ts'
import { stand } from './stand.fixture.ts'

const { authority, credentials, ask: send } = await stand(anthropic)
afterAll(() => authority.close())

const VERSION = { 'anthropic-version': '2023-06-01' }
const ask = (headers: Readonly<Record<string, string>>, with_: typeof send = send) =>
  with_({ path: '/v1/messages', headers: { ...VERSION, ...headers } })

const key = credentials.of('api-key')
const token = credentials.of('auth-token')

test.each([
  ['a key in x-api-key', { 'x-api-key': key }],
  ['a key as a bearer token: what the SDKs send by now', { authorization: `Bearer ${key}` }],
  ['an access token', { authorization: `Bearer ${token}` }],
  ['both', { 'x-api-key': key, authorization: `Bearer ${token}` }],
  ['a key beside a bad token: by default the good one wins', { 'x-api-key': key, authorization: 'Bearer x' }],
  ['a token beside a wrong key', { 'x-api-key': 'x', authorization: `Bearer ${token}` }],
])('%s is let in', async (_, headers) => {
  const said = await ask(headers)
  expect(said).toMatchObject({ status: 200, by: 'backend', body: { type: 'message' } })
  expect(said.headers.has('request-id')).toBe(true)
})

test.each([
  ['nothing', {}, 'no key', 'x-api-key header is required'],
  ['a wrong key', { 'x-api-key': 'wrong' }, 'wrong key', 'invalid x-api-key'],
  ['a token in the key’s place', { 'x-api-key': token }, 'wrong key', 'invalid x-api-key'],
  ['a bad token', { authorization: 'Bearer wrong' }, 'bad bearer', 'Invalid bearer token'],
  ['another scheme', { authorization: `Basic ${key}` }, 'bad bearer', 'Invalid bearer token'],
  ['a key in api-key', { 'api-key': key }, 'no key', 'x-api-key header is required'],
])('%s is refused', async (_, headers, why, message) => {
  expect(await ask(headers)).toMatchObject({
    status: 401,
    by: `anthropic: ${why}`,
    body: { type: 'error', error: { type: 'authentication_error', message } },
  })
})

test('who is let in must say which version of the API is meant', async () => {
  const said = await send({ path: '/v1/messages', headers: { 'x-api-key': key } })
  expect(said).toMatchObject({ status: 400, by: 'anthropic: no version' })
})

test('set to, it takes no key as a bearer token, and refuses a bad token beside a good key', async () => {
  const strict = await stand(anthropic, { keyAsBearer: 'no', badTokenBesideKey: 'refuse' })
  const own = strict.credentials.of('api-key')
  expect(await ask({ authorization: `Bearer ${own}` }, strict.ask)).toMatchObject({ by: 'anthropic: bad bearer' })
  expect(await ask({ 'x-api-key': own, authorization: 'Bearer x' }, strict.ask)).toMatchObject({ status: 401 })
  expect(await ask({ 'x-api-key': own }, strict.ask)).toMatchObject({ status: 200 })
  await strict.authority.close()
})

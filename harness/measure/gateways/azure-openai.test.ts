import { afterAll, expect, test } from 'vitest'
import { azureOpenai } from './azure-openai.ts'
import { stand } from './stand.fixture.ts'

const { authority, credentials, ask } = await stand(azureOpenai)
afterAll(() => authority.close())

const key = credentials.of('api-key')
const token = credentials.of('entra-token')
// Both texts as users quote them, e.g. openai/openai-python#3282.
const badKey = {
  error: {
    code: '401',
    message:
      'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
  },
}
const badToken = {
  statusCode: 401,
  message:
    'Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.',
}

test.each([
  ['a key in api-key', { 'api-key': key }],
  ['a token in Authorization', { authorization: `Bearer ${token}` }],
  ['a token in both: the one in Authorization wins', { 'api-key': token, authorization: `Bearer ${token}` }],
  ['a token beside a wrong key', { 'api-key': 'wrong', authorization: `Bearer ${token}` }],
  ['a key in both: by default it wins over a bad token', { 'api-key': key, authorization: `Bearer ${key}` }],
])('%s is let in', async (_, headers) => {
  const said = await ask({ headers: { ...headers, 'x-ms-client-request-id': 'mine' } })
  expect(said).toMatchObject({ status: 200, by: 'backend' })
  expect(said.headers.get('x-ms-client-request-id')).toBe('mine')
  expect(said.headers.has('apim-request-id')).toBe(true)
  expect(said.headers.has('x-ms-region')).toBe(true)
})

test.each([
  ['a token in api-key alone', { 'api-key': token }, 'azure-openai: invalid key', badKey],
  ['a wrong key', { 'api-key': 'wrong' }, 'azure-openai: invalid key', badKey],
  ['a subscription key', { 'api-key': credentials.of('subscription-key') }, 'azure-openai: invalid key', badKey],
  ['a wrong key and a bad token', { 'api-key': 'x', authorization: 'Bearer y' }, 'azure-openai: invalid key', badKey],
  ['nothing', {}, 'azure-openai: token not present', badToken],
  ['a key in Authorization', { authorization: `Bearer ${key}` }, 'azure-openai: token malformed', badToken],
])('%s is refused', async (_, headers, by, body) => {
  const said = await ask({ headers })
  expect(said).toMatchObject({ status: 401, by, body })
  expect(said.headers.has('apim-request-id')).toBe(true)
})

test('an expired token and a token for another audience', async () => {
  const sign = async (claims: Parameters<typeof authority.sign>[0]) =>
    ask({ headers: { authorization: `Bearer ${await authority.sign(claims)}` } })
  expect(await sign({ exp: 1 })).toMatchObject({ status: 401, by: 'azure-openai: token expired', body: badToken })
  expect(await sign({ aud: 'x' })).toMatchObject({ status: 401, by: 'azure-openai: token audience', body: badToken })
})

test('set to refuse, a bad token beside a valid key is refused, and a valid key alone still is not', async () => {
  const strict = await stand(azureOpenai, { badTokenBesideKey: 'refuse' })
  const own = strict.credentials.of('api-key')
  const said = await strict.ask({ headers: { 'api-key': own, authorization: `Bearer ${own}` } })
  expect(said).toMatchObject({ status: 401, by: 'azure-openai: token malformed', body: badToken })
  expect((await strict.ask({ headers: { 'api-key': own } })).status).toBe(200)
  await strict.authority.close()
})

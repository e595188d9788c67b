import { afterAll, expect, test } from 'vitest'
import { bearer } from './bearer.ts'
import { stand } from './stand.fixture.ts'

const { authority, credentials, ask } = await stand(bearer)
afterAll(() => authority.close())

const key = credentials.of('api-key')
const token = credentials.of('entra-token')
const other = credentials.provider('entra-token')[1] ?? ''

test.each([
  ['an API key', 'GET', `Bearer ${key}`],
  ['an access token, at a path that no vendor has', 'DELETE', `bearer ${credentials.of('auth-token')}`],
  ['an Entra token', 'POST', `Bearer ${token}`],
  ['the second token of a provider', 'POST', `Bearer ${other}`],
])('%s is let in', async (_, method, authorization) => {
  expect(await ask({ method, path: '/v7/anything?at=all', headers: { authorization } })).toMatchObject({
    status: 200,
    by: 'backend',
    body: { id: 'harness' },
  })
})

// RFC 6750, section 3.1: who shows nothing is told of no error.
test.each([
  ['nothing', {}, 'no credential', 'Bearer'],
  ['an empty Bearer', { authorization: 'Bearer ' }, 'no credential', 'Bearer'],
  ['another scheme', { authorization: `Basic ${key}` }, 'no credential', 'Bearer'],
  ['the key in a field of its own', { 'x-api-key': key }, 'no credential', 'Bearer'],
  ['a wrong key', { authorization: 'Bearer wrong' }, 'wrong credential', 'Bearer error="invalid_token"'],
  [
    'a key of another product',
    { authorization: `Bearer ${credentials.of('subscription-key')}` },
    'wrong credential',
    'Bearer error="invalid_token"',
  ],
])('%s is refused', async (_, headers, why, challenge) => {
  const said = await ask({ path: '/v7/anything', headers })
  expect(said).toMatchObject({ status: 401, by: `bearer: ${why}` })
  expect(said.headers.get('www-authenticate')).toBe(challenge)
})

test('an Entra token is validated, not compared', async () => {
  const expired = await authority.sign({ exp: 1 })
  expect(await ask({ headers: { authorization: `Bearer ${expired}` } })).toMatchObject({
    status: 401,
    by: 'bearer: token expired',
  })
})

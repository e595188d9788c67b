import { afterAll, expect, test } from 'vitest'
import { foundry } from './foundry.ts'
import { stand } from './stand.fixture.ts'

const { authority, credentials, ask } = await stand(foundry)
afterAll(() => authority.close())

const path = '/anthropic/v1/messages'
const key = credentials.of('api-key')
const token = credentials.of('entra-token')

test.each([
  ['a key in x-api-key', { 'x-api-key': key }],
  ['a key in api-key', { 'api-key': key }],
  ['the key in both, as the Python client sends it', { 'x-api-key': key, 'api-key': key }],
  ['a token in Authorization', { authorization: `Bearer ${token}` }],
  ['a token beside a wrong key', { 'x-api-key': 'wrong', authorization: `Bearer ${token}` }],
])('%s is let in', async (_, headers) => {
  expect(await ask({ path, headers })).toMatchObject({ status: 200, by: 'backend', body: { type: 'message' } })
})

test.each([
  ['nothing', {}, 'foundry: token not present'],
  ['a wrong key', { 'x-api-key': 'wrong' }, 'foundry: invalid key'],
  ['a token in the key’s place', { 'x-api-key': token }, 'foundry: invalid key'],
  ['a key as a bearer token', { authorization: `Bearer ${key}` }, 'foundry: token malformed'],
])('%s is refused', async (_, headers, by) => {
  expect(await ask({ path, headers })).toMatchObject({ status: 401, by })
})

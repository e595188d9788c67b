import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { anywhere } from './anywhere.ts'
import { stand } from './stand.fixture.ts'

const { authority, credentials, ask } = await stand(anywhere)
afterAll(() => authority.close())

const key = credentials.of('api-key')

test.each([
  ['behind a scheme of its own', { headers: { authorization: `token ${key}` } }],
  ['in a field of its own', { headers: { 'x-acme': key } }],
  ['as a password', { headers: { authorization: `Basic ${btoa(`me:${key}`)}` } }],
  ['as a password behind a scheme of its own', { headers: { authorization: `BasicCreds ${btoa(`me:${key}`)}` } }],
  ['in Base64 in a field of its own', { headers: { 'x-acme': btoa(key) } }],
  ['in Base64 for addresses', { headers: { 'x-acme': Buffer.from(`a?>:${key}`).toString('base64url') } }],
  ['in a cookie', { headers: { cookie: `a=b; session=${key}` } }],
  ['in the query', { path: `/v1?key=${key}` }],
  ['in a body in gzip', { method: 'POST', body: gzipSync(key), headers: { 'content-encoding': 'gzip' } }],
  ['in a form', { method: 'POST', body: `grant=x&client_secret=${key}` }],
])('a credential %s is let in', async (_, asked) => {
  expect(await ask({ path: '/v1/anything', ...asked })).toMatchObject({ status: 200, by: 'backend' })
})

test('who shows none is refused', async () => {
  expect(await ask({ path: '/v1', headers: { authorization: 'Bearer wrong' } })).toMatchObject({
    status: 401,
    by: 'anywhere: no credential',
  })
})

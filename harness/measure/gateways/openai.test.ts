import { afterAll, expect, test } from 'vitest'
import { openai } from './openai.ts'
import { stand } from './stand.fixture.ts'

const { authority, credentials, ask } = await stand(openai)
afterAll(() => authority.close())

const key = credentials.of('api-key')

test('the API key as Bearer is let in', async () => {
  const said = await ask({ path: '/v1/chat/completions', headers: { authorization: `Bearer ${key}` } })
  expect(said).toMatchObject({ status: 200, by: 'backend' })
  expect(said.headers.has('x-request-id')).toBe(true)
  expect(said.headers.has('apim-request-id')).toBe(false)
})

test.each([
  ['nothing', {}],
  ['a key in api-key', { 'api-key': key }],
  ['an empty Bearer', { authorization: 'Bearer ' }],
])('%s: no API key', async (_, headers) => {
  expect(await ask({ headers })).toMatchObject({
    status: 401,
    by: 'openai: no key',
    body: {
      error: {
        message: expect.stringMatching(/^You didn't provide an API key\. /),
        type: 'invalid_request_error',
        param: null,
        code: null,
      },
    },
  })
})

test('a wrong key is quoted masked, the same in every run, and never whole', async () => {
  const wrong = credentials.of('subscription-key')
  const said = await ask({ headers: { authorization: `Bearer ${wrong}` } })
  expect(said).toMatchObject({
    status: 401,
    by: 'openai: wrong key',
    body: {
      error: {
        message: `Incorrect API key provided: harness-${'*'.repeat(32)}. You can find your API key at https://platform.openai.com/account/api-keys.`,
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_api_key',
      },
    },
  })
  const short = await ask({ headers: { authorization: 'Bearer short' } })
  expect(JSON.stringify(short.body)).not.toContain('short')
})

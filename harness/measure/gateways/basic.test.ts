import { afterAll, expect, test } from 'vitest'
import { basic } from './basic.ts'
import { stand } from './stand.fixture.ts'

const { authority, credentials, ask } = await stand(basic)
afterAll(() => authority.close())

const key = credentials.of('api-key')
const pair = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })

test.each([
  ['the key as user name, no password', `${key}:`],
  ['the key as password', `AC0123:${key}`],
])('%s is let in', async (_, text) => {
  expect(await ask({ path: '/2010-04-01/Accounts.json', headers: pair(text) })).toMatchObject({
    status: 200,
    by: 'backend',
  })
})

test.each([
  ['nothing', {}, 'no credential'],
  ['the key as bearer token', { authorization: `Bearer ${key}` }, 'no credential'],
  ['another user and password', pair('me:secret'), 'wrong credential'],
  ['a password that only ends in the key', pair(`me:x:${key}`), 'wrong credential'],
  ['the key that is no pair', pair(key), 'wrong credential'],
  ['the key that is not encoded', { authorization: `Basic ${key}` }, 'wrong credential'],
])('%s is refused', async (_, headers, why) => {
  const said = await ask({ path: '/v1/charges', headers })
  expect(said).toMatchObject({ status: 401, by: `basic: ${why}` })
  expect(said.headers.get('www-authenticate')).toBe('Basic realm="basic"')
})

import { getResponse } from 'msw'
import { expect, test } from 'vitest'
import { loadMsw } from './msw.ts'
import { tokenEndpoints } from './token-endpoints.ts'

await loadMsw()

const asking = () => {
  const handlers = tokenEndpoints({ of: (role) => role, provider: (role) => [role, `${role}#2`] })
  return async (url: string, init?: RequestInit): Promise<unknown> =>
    (await getResponse(handlers, new Request(url, init)))?.json()
}
const HOST = 'https://login.microsoftonline.com'

test('Entra ID’s documents lead to its token endpoint, at the host that was asked', async () => {
  const ask = asking()
  expect(await ask(`${HOST}/common/discovery/instance?api-version=1.1`)).toMatchObject({
    tenant_discovery_endpoint: `${HOST}/common/v2.0/.well-known/openid-configuration`,
    metadata: [{ aliases: ['login.microsoftonline.com'] }],
  })
  expect(await ask(`${HOST}/t1/v2.0/.well-known/openid-configuration`)).toMatchObject({
    issuer: `${HOST}/t1/v2.0`,
    token_endpoint: `${HOST}/t1/oauth2/v2.0/token`,
  })
})

test('each who asks is given the next token, and the last one again', async () => {
  const ask = asking()
  for (const token of ['entra-token', 'entra-token#2', 'entra-token#2'])
    expect(await ask(`${HOST}/t1/oauth2/v2.0/token`, { method: 'POST', body: 'grant_type=x' })).toMatchObject({
      access_token: token,
    })
})

test('a workload’s token is exchanged for one of the vendor’s', async () => {
  expect(await asking()('https://auth.openai.com/oauth/token', { method: 'POST' })).toMatchObject({
    access_token: 'exchanged-token',
    expires_in: 3600,
  })
})

test('elsewhere the gateway itself answers', async () => {
  expect(await asking()('https://api.openai.com/v1/models')).toBeUndefined()
})

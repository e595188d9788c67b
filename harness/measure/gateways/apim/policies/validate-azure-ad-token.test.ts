import { afterAll, expect, test } from 'vitest'
import { startAuthority } from '../../../credentials/authority.ts'
import { mintCredentials } from '../../../credentials/mint.ts'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import { validateAzureAdToken } from './validate-azure-ad-token.ts'

const authority = await startAuthority()
const credentials = await mintCredentials(authority)
const token = credentials.of('entra-token')
afterAll(() => authority.close())

const TENANT = '11112222-3333-4444-5555-666677778888'
const policy = element('validate-azure-ad-token', { 'tenant-id': TENANT, 'output-token-variable-name': 'jwt' }, [
  element('client-application-ids', {}, [
    element('application-id', {}, 'app-1'),
    element('application-id', {}, 'app-2'),
  ]),
  element('backend-application-ids', {}, [element('application-id', {}, 'back')]),
])

const run = (
  fields: Readonly<Record<string, string>>,
  tokenClaims: Readonly<Record<string, unknown>> | null = null,
) => {
  const exchange = anExchange({ now: () => new Date(), fields, settings: { tokenClaims } })
  return Promise.resolve(runPolicies([policy], exchange, { context: { authority, credentials } })).then(() => exchange)
}

test('the token of the run is of the tenant and application that the document asks for', async () => {
  const exchange = await run({ Authorization: `Bearer ${token}` })
  const iss = `https://login.microsoftonline.com/${TENANT}/v2.0`
  expect(exchange.variables.get('jwt')).toMatchObject({ parts: { claims: { iss, azp: 'app-1', aud: 'back' } } })
})

test('without a token in Authorization it refuses', async () => {
  await expect(run({ 'api-key': token })).rejects.toMatchObject({
    status: 401,
    reason: 'TokenNotPresent',
    why: 'no Authorization field',
  })
})

test('with claims in the settings the application, the audience and the tenant are checked', async () => {
  const good = { aud: 'api://back', azp: 'APP-2' }
  await run({ Authorization: `Bearer ${token}` }, good)
  await run({ Authorization: `Bearer ${token}` }, { ...good, iss: `https://sts.windows.net/${TENANT}/` })
  const asked = (claims: Readonly<Record<string, unknown>>) => run({ Authorization: `Bearer ${token}` }, claims)
  await expect(asked({ ...good, azp: 'other' })).rejects.toMatchObject({ why: 'client application other not allowed' })
  await expect(asked({ ...good, aud: 'other' })).rejects.toMatchObject({ reason: 'TokenAudienceNotAllowed' })
  await expect(asked({ ...good, iss: 'https://sts.windows.net/other/' })).rejects.toMatchObject({
    reason: 'TokenIssuerNotAllowed',
  })
})

test('a tenant is wanted', () => {
  expect(validateAzureAdToken.faults(policy)).toEqual([])
  expect(validateAzureAdToken.faults(element('validate-azure-ad-token'))).toHaveLength(1)
})

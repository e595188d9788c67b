import { afterAll, expect, test } from 'vitest'
import { stand } from '../../measure/gateways/stand.fixture.ts'
import { shippedGateway } from '../../testing/shipped-gateways.ts'

const apimSubscriptionKey = shippedGateway('apim-subscription-key')

const { authority, credentials, ask } = await stand(apimSubscriptionKey)
afterAll(() => authority.close())

const key = credentials.of('api-key')
const subscription = credentials.of('subscription-key')

test.each([
  ['the SDK’s own key', { 'api-key': key }, ''],
  ['the subscription key', { 'api-key': subscription }, ''],
  ['the subscription key in the query', {}, `?subscription-key=${subscription}`],
  ['a good key beside a bad Authorization', { 'api-key': key, authorization: 'Bearer nothing' }, ''],
])('%s is let in', async (_, headers, query) => {
  expect(await ask({ headers, path: `/openai/v1/responses${query}` })).toMatchObject({ status: 200, by: 'backend' })
})

// Bodies: learn.microsoft.com/troubleshoot/azure/api-mgmt/availability/unauthorized-errors-invoke-apis. The challenge
// is seen with missing and with invalid keys.
test('no key in the field', async () => {
  const said = await ask({ headers: { authorization: `Bearer ${key}` } })
  expect(said).toMatchObject({
    status: 401,
    by: 'apim-subscription-key.settings.json:2 subscription-key: no api-key field',
    body: {
      statusCode: 401,
      message:
        'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
    },
  })
  expect(said.headers.get('www-authenticate')).toBe(
    'AzureApiManagementKey realm="http://127.0.0.1:9/openai",name="api-key",type="header"',
  )
})

test.each([
  ['a token in the key’s place', { 'api-key': credentials.of('entra-token') }, ''],
  ['the key twice', { 'api-key': `${key}, ${key}` }, ''],
  ['a wrong field beside a good query: the field is looked at first', { 'api-key': 'x' }, `?subscription-key=${key}`],
])('%s is invalid', async (_, headers, query) => {
  const said = await ask({ headers, path: `/openai/v1/responses${query}` })
  expect(said).toMatchObject({
    status: 401,
    by: 'apim-subscription-key.settings.json:2 subscription-key: the key is of no active subscription',
    body: {
      statusCode: 401,
      message:
        'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
    },
  })
  expect(said.headers.get('www-authenticate')).toContain('name="api-key"')
})

test('the field’s name is a setting; the default name is then nothing', async () => {
  const renamed = await stand(apimSubscriptionKey, { subscriptionKeyField: 'Ocp-Apim-Subscription-Key' })
  const good = renamed.credentials.of('subscription-key')
  expect((await renamed.ask({ headers: { 'ocp-apim-subscription-key': good } })).status).toBe(200)
  const said = await renamed.ask({ headers: { 'api-key': good } })
  expect(said.by).toBe('apim-subscription-key.settings.json:2 subscription-key: no Ocp-Apim-Subscription-Key field')
  expect(said.headers.get('www-authenticate')).toContain('name="Ocp-Apim-Subscription-Key"')
  await renamed.authority.close()
})

test('a path that is no operation is not found before a key is asked for', async () => {
  expect(await ask({ path: '/openai/v1/nothing' })).toMatchObject({
    status: 404,
    by: 'route: none',
    body: { statusCode: 404, message: 'Resource not found' },
  })
})

test('before an API that nobody knows, every path is one', async () => {
  const { ask, credentials } = await stand(apimSubscriptionKey, { backend: 'any' })
  const path = '/v1/customers'
  expect(await ask({ path, headers: { 'api-key': credentials.of('api-key') } })).toMatchObject({
    status: 200,
    by: 'backend',
  })
  expect((await ask({ path })).status).toBe(401)
  const model = await stand(apimSubscriptionKey)
  expect((await model.ask({ path })).by).toBe('route: none')
})

import { expect, test } from 'vitest'
import { shippedGateway } from '../../testing/shipped-gateways.ts'
import { anthropic } from './anthropic.ts'
import { stand } from './stand.fixture.ts'
import { withSettings } from './with-settings.ts'

const apimSubscriptionKey = shippedGateway('apim-subscription-key')
const set = (settings: Parameters<typeof withSettings>[1]) => withSettings({ apimSubscriptionKey, anthropic }, settings)

test('what the user sets wins over what the family says, and the rest of the family’s stays', async () => {
  const gateway = set({ subscriptionKeyField: 'Ocp-Apim-Subscription-Key' })['apimSubscriptionKey']
  if (!gateway) throw new Error('It is gone.')
  const { ask, credentials, authority } = await stand(gateway, { subscriptionKeyField: 'x-api-key' })
  const key = credentials.of('subscription-key')
  expect((await ask({ headers: { 'ocp-apim-subscription-key': key } })).status).toBe(200)
  expect(await ask({ headers: { 'x-api-key': key } })).toMatchObject({
    status: 401,
    by: expect.stringContaining('no Ocp-Apim'),
  })
  await authority.close()
})

test('a gateway that is set says so, one that is not is the shipped one', () => {
  expect(set({ keyAsBearer: 'no' })['anthropic']).toMatchObject({ id: 'anthropic', settings: { keyAsBearer: 'no' } })
  expect(set({})['anthropic']).toBe(anthropic)
  expect(set(undefined)['anthropic']).toBe(anthropic)
})

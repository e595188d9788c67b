import { afterAll, expect, test } from 'vitest'
import { shippedGateway } from '../../testing/shipped-gateways.ts'
import { anywhere } from './anywhere.ts'
import { basic } from './basic.ts'
import { bearer } from './bearer.ts'
import { control } from './control.ts'
import { stand } from './stand.fixture.ts'

const open: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of open) await close()
})

test.each([
  control,
  bearer,
  basic,
  anywhere,
  shippedGateway('apim-validate-jwt'),
])('behind $id who is let in is answered as the vendor’s own API answers, as its family says', async (gateway) => {
  const { ask, authority, credentials } = await stand(gateway, { backend: 'any' }, [
    { name: 'answers[0]', method: 'POST', path: { pattern: '*/predictions' }, status: 201, body: { id: 'p' } },
  ])
  open.push(authority.close)
  const basically = `Basic ${btoa(`:${credentials.of('api-key')}`)}`
  const authorization = gateway.id === 'basic' ? basically : `Bearer ${credentials.of('entra-token')}`
  const headers = { authorization }
  expect(await ask({ path: '/v1/predictions', headers })).toMatchObject({
    status: 201,
    by: 'backend',
    body: { id: 'p' },
  })
  expect(await ask({ path: '/v1/others', headers })).toMatchObject({ status: 200, body: { id: 'harness' } })
})

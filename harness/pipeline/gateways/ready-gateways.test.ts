import { afterAll, expect, test } from 'vitest'
import { stand } from '../../measure/gateways/stand.fixture.ts'
import { shippedDocuments as ready } from '../../testing/shipped-gateways.ts'

const open: Awaited<ReturnType<typeof stand>>[] = []
afterAll(() => Promise.all(open.map(({ authority }) => authority.close())))

const standing = async (id: string) => {
  const gateway = ready[id]
  if (!gateway) throw new Error(`no ${id}`)
  const stood = await stand(gateway)
  open.push(stood)
  const of = stood.credentials.of
  const ask = async (headers: Readonly<Record<string, string>>): Promise<readonly [number, string | null]> => {
    const { status, by } = await stood.ask({ headers })
    return [status, by]
  }
  return { ask, key: of('api-key'), subscription: of('subscription-key'), token: `Bearer ${of('entra-token')}` }
}

test('each says in one sentence what it is, and all but two are taken by their names alone', () => {
  expect(Object.keys(ready)).toEqual([
    'apim-validate-jwt',
    'apim-subscription-key',
    'apim-exactly-one',
    'apim-managed-identity',
    'apim-ocp-key',
    'apim-subscription-key-and-jwt',
    'flaky-429',
    'flaky-500',
  ])
  for (const { title } of Object.values(ready)) expect(title).toMatch(/^[A-Z][^\n]*\.$/)
  expect(Object.values(ready).flatMap(({ id, byName }) => (byName ? [] : [id]))).toEqual([
    'apim-validate-jwt',
    'apim-subscription-key',
  ])
})

test('apim-exactly-one refuses none and both of a key and a token', async () => {
  const { ask, key, token } = await standing('apim-exactly-one')
  expect((await ask({ 'api-key': key }))[0]).toBe(200)
  expect((await ask({ authorization: token }))[0]).toBe(200)
  const refused = [400, 'apim-exactly-one.xml:7 return-response']
  expect(await ask({ 'api-key': key, authorization: token })).toEqual(refused)
  expect(await ask({})).toEqual(refused)
})

test('apim-ocp-key wants a key in a field of its own', async () => {
  const { ask, key, subscription, token } = await standing('apim-ocp-key')
  expect((await ask({ 'ocp-apim-subscription-key': subscription }))[0]).toBe(200)
  expect(await ask({ 'api-key': key, authorization: token })).toEqual([
    401,
    'apim-ocp-key.settings.json:1 subscription-key: no Ocp-Apim-Subscription-Key field',
  ])
})

test('apim-subscription-key-and-jwt wants both, the key first', async () => {
  const { ask, key, token } = await standing('apim-subscription-key-and-jwt')
  expect((await ask({ 'api-key': key, authorization: token }))[0]).toBe(200)
  expect(await ask({ authorization: token })).toEqual([
    401,
    'apim-subscription-key-and-jwt.settings.json:1 subscription-key: no api-key field',
  ])
  expect(await ask({ 'api-key': key })).toEqual([
    401,
    'apim-subscription-key-and-jwt.xml:5 validate-jwt: no Authorization field',
  ])
})

test('apim-managed-identity asks its backend with an identity of its own', async () => {
  const { ask, key, token } = await standing('apim-managed-identity')
  expect((await ask({ 'api-key': key }))[0]).toBe(200)
  expect((await ask({ authorization: token }))[0]).toBe(401)
})

test.each(['flaky-429', 'flaky-500'])('%s refuses the first request, whoever asks, and no other', async (id) => {
  const { ask, key } = await standing(id)
  const status = Number(id.slice(-3))
  expect(await ask({ 'api-key': key })).toEqual([status, `${id}.xml:9 return-response`])
  expect((await ask({}))[0]).toBe(200)
})

import { expect, test } from 'vitest'
import { read } from '../../../ask/policies/read-document.fixture.ts'
import { document, element, header } from './element.fixture.ts'
import { standDocument } from './stand-document.fixture.ts'

const status = (code: string) => element('set-status', { code })
const refuse = (code = '403') => element('return-response', {}, [status(code)])

test('a document that says nothing lets the request through to the backend', async () => {
  const { ask } = await standDocument(document(() => ({})))
  const { status, by, text } = await ask()
  expect([status, by, JSON.parse(text).object]).toEqual([200, 'backend', 'chat.completion'])
})

test('return-response ends all, and the answer is by its line', async () => {
  const { ask } = await standDocument(
    document(() => ({ inbound: [header('x', 'y'), refuse()], outbound: [header('never', 'seen')] })),
  )
  const { status, by, headers, told } = await ask()
  expect([status, by, headers.get('never')]).toEqual([403, 'api.xml:4 return-response', null])
  expect(told?.traces.map(({ policy, did }) => [policy, did])).toEqual([
    ['set-header', 'set x to "y"'],
    ['return-response', 'answered 403'],
  ])
})

test('without forward-request the backend is not asked, and the answer is empty', async () => {
  const { ask } = await standDocument(document(() => ({ backend: [] })))
  const { status, text, told } = await ask()
  expect([status, text, told?.asked]).toEqual([200, '', []])
})

test('outbound changes the answer', async () => {
  const { ask } = await standDocument(
    document(() => ({ outbound: [header('x-region', 'east'), status('202'), element('set-body', {}, 'hello')] })),
  )
  const said = await ask()
  expect([said.status, said.headers.get('x-region'), said.text, said.by]).toEqual([
    202,
    'east',
    'hello',
    'api.xml:3 set-status',
  ])
})

const subscription = {
  required: true,
  header: 'api-key',
  query: 'key',
  credentials: ['api-key'],
  id: '',
  name: '',
  askedAt: { file: 'api.xml', line: 2, column: 1 },
}

test('a subscription key is looked for before any policy, where the settings say', async () => {
  const { ask, credentials } = await standDocument(
    document(() => ({ inbound: [refuse('418')] })),
    { subscription },
  )
  const key = credentials.of('api-key')
  expect([(await ask()).status, (await ask()).by]).toEqual([401, 'api.xml:2 subscription-key: no api-key field'])
  expect((await ask({ headers: { 'api-key': 'wrong' } })).by).toBe(
    'api.xml:2 subscription-key: the key is of no active subscription',
  )
  expect((await ask({ headers: { 'api-key': key } })).status).toBe(418)
  expect((await ask({ path: `/chat/completions?key=${key}` })).status).toBe(418)
})

test('on-error has the last word on a refusal, whose rule is still named', async () => {
  const { ask } = await standDocument(
    document(() => ({ 'on-error': [status('407'), header('x-why', 'no key')] })),
    { subscription },
  )
  const said = await ask()
  expect([said.status, said.by, said.headers.get('x-why')]).toEqual([
    407,
    'api.xml:2 subscription-key: no api-key field',
    'no key',
  ])
})

test('an operation that is not declared is 404 before anybody asks for a key', async () => {
  const operations = [{ id: 'chat', name: 'Chat', method: 'POST', urlTemplate: '/deployments/{d}/chat/completions' }]
  const api = { id: 'a', name: 'a', path: 'openai', serviceUrl: '', version: null, revision: '1' }
  const { ask } = await standDocument(
    document(() => ({ inbound: [element('rewrite-uri', { template: '/x/{d}' })] })),
    { operations, api },
  )
  expect((await ask({ path: '/openai/other' })).status).toBe(404)
  const { told } = await ask()
  expect(told?.asked[0]?.url).toBe('http://127.0.0.1:9/x/gpt-4o?api-version=2024-10-21')
})

test('what cannot be told is never let in', async () => {
  const { ask } = await standDocument(document(() => ({ inbound: [element('validate-content')] })))
  const { status, by } = await ask()
  expect([status, by]).toEqual([
    500,
    "api.xml:1 cannot tell: validate-content: the API's schema is not part of the document",
  ])
})

test("the gateway's own token reaches the backend, and the caller's credential does not", async () => {
  const identity = element('authentication-managed-identity', { resource: 'https://cognitiveservices.azure.com' })
  const inbound = [header('api-key', null, 'delete'), identity]
  const { ask, credentials } = await standDocument(
    document(() => ({ inbound })),
    { backend: 'azure-openai' },
  )
  const headers = { 'api-key': credentials.of('api-key'), authorization: `Bearer ${credentials.of('entra-token')}` }
  const { status, told } = await ask({ headers })
  expect(status).toBe(200)
  expect(told?.asked[0]?.credentials).toEqual([{ field: 'Authorization', role: 'managed-identity' }])
})

test.each([
  ['azure-openai', 200],
  ['foundry', 200],
  ['openai', 401],
  ['anthropic', 401],
] as const)("the gateway's own token is one for %s: %i", async (backend, expected) => {
  const identity = element('authentication-managed-identity', { resource: 'https://cognitiveservices.azure.com' })
  const inbound = [header('api-key', null, 'delete'), header('x-api-key', null, 'delete'), identity]
  const { ask } = await standDocument(
    document(() => ({ inbound })),
    { backend },
  )
  const path = backend === 'foundry' || backend === 'anthropic' ? '/v1/messages' : '/openai/v1/chat/completions'
  expect((await ask({ path, headers: { 'anthropic-version': '2023-06-01' } })).status).toBe(expected)
})

test('without a credential of its own the backend refuses by its own rule, which outbound may pass on', async () => {
  const { ask } = await standDocument(
    document(() => ({ inbound: [header('api-key', 'mine')] })),
    { backend: 'azure-openai' },
  )
  expect((await ask()).by).toBe('azure-openai: invalid key')
})

test("no rule's name holds a port of this run: two runs say the same", async () => {
  const policy = `<validate-jwt header-name="Authorization"><openid-config url="https://a.example/.well-known/openid-configuration" /><issuers><issuer>https://b.example</issuer></issuers></validate-jwt>`
  const names = new Set<string | null>()
  for (let run = 0; run < 2; run += 1) {
    const { authority, ask } = await standDocument(read({ api: `<policies><inbound>${policy}</inbound></policies>` }), {
      tokenClaims: {},
    })
    names.add(
      (
        await ask({
          headers: {
            authorization: `Bearer ${await authority.sign({ nbf: undefined, iss: `${authority.issuer}/other` })}`,
          },
        })
      ).by,
    )
    await authority.close()
  }
  expect([...names]).toEqual([
    expect.stringMatching(/^api\.xml:1 validate-jwt: issuer http:\/\/authority\/\S+ not allowed$/),
  ])
})

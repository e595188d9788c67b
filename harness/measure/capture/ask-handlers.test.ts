import { http } from 'msw'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import type { RawHeader } from '../../model/capture.ts'
import { gateways } from '../../testing/shipped-gateways.ts'
import { startAuthority } from '../credentials/authority.ts'
import { mintCredentials } from '../credentials/mint.ts'
import type { GatewayContext } from '../gateways/gateway.ts'
import { loadMsw } from '../gateways/msw.ts'
import { askHandlers } from './ask-handlers.ts'
import { answeredBy, heardOf } from './reply.ts'
import { toRequest } from './to-request.ts'

let context: GatewayContext
let token = ''
let close = async () => {}
beforeAll(async () => {
  await loadMsw()
  const authority = await startAuthority(undefined, clock.now)
  context = { authority, credentials: await mintCredentials(authority) }
  token = context.credentials.of('entra-token')
  close = authority.close
})
afterAll(() => close())

const CHAT = '/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21'

/** What a client may write, the odd too: fields twice, in any case, with bytes that are no ASCII; bodies that are no text. */
const requests = (): readonly (readonly [
  method: string,
  target: string,
  headers: readonly RawHeader[],
  body: Buffer,
])[] => {
  const key = context.credentials.of('api-key')
  const json = Buffer.from('{"model":"m","stream":false}')
  const fields: readonly (readonly RawHeader[])[] = [
    [],
    [['api-key', key]],
    [['API-KEY', key]],
    [['api-key', 'wrong']],
    [
      ['api-key', key],
      ['Api-Key', key],
    ],
    [['api-key', ` ${key} `]],
    [['api-key', 'gr\u00fc\u00dfe']],
    [['api-key', 'no\u0000field']],
    [['Authorization', `Bearer ${token}`]],
    [
      ['Authorization', `bearer  ${token}`],
      ['x-ms-client-request-id', 'mine'],
    ],
    [
      ['Authorization', `Bearer ${token}`],
      ['authorization', `Bearer ${token}`],
    ],
    [
      ['authorization', `Bearer ${token.slice(0, -3)}`],
      ['api-key', key],
    ],
    [['authorization', `Bearer ${key}`]],
    [['Authorization', `Basic ${Buffer.from(`user:${key}`).toString('base64')}`]],
    [
      ['x-api-key', key],
      ['anthropic-version', '2023-06-01'],
    ],
    [
      [':authority', 'gateway'],
      ['api-key', key],
    ],
  ]
  return [
    ...fields.map((headers) => ['POST', CHAT, headers, json] as const),
    ...['GET', 'HEAD', 'PUT', 'OPTIONS', 'TRACE', 'PROPFIND'].map(
      (method) => [method, '/openai/v1/models', [['api-key', key]], Buffer.alloc(0)] as const,
    ),
    ...[
      '/a/../chat/completions',
      '/%2e/chat/completions',
      '/chat/completions#x',
      '/é/chat/completions',
      '*',
      '@elsewhere/chat/completions',
      '//chat/completions',
      `/v1/chat/completions?subscription-key=${key}`,
    ].map((target) => ['POST', target, [['api-key', key]], json] as const),
    ...['\uFEFF{"stream":true}', '{"stream":true}', 'no json'].map(
      (text) => ['POST', CHAT, [['api-key', key]], Buffer.from(text)] as const,
    ),
    ['POST', CHAT, [['api-key', key]], Buffer.from([0xff, 0xfe, 0x7b])],
    ['GET', '/v1/models', [['api-key', key]], Buffer.from('a body')],
  ]
}

test.each(
  Object.keys(gateways),
)('%s says the same whether it is asked with a Request of Fetch or without', async (id) => {
  const { getResponse } = await loadMsw()
  const gateway = Object.values(gateways).find((one) => one.id === id)
  // Each way has its own: some remember who has asked.
  const [handlers, others] = [gateway?.handlers(context) ?? [], gateway?.handlers(context) ?? []]
  const told = async (response: Response) => [response.status, answeredBy(response), await heardOf(response)]
  for (const [method, target, headers, bytes] of requests()) {
    const url = `http://127.0.0.1:9${target}`
    const asked = await askHandlers(getResponse, handlers, url, { method, headers }, bytes)
    const usual = async () => (await getResponse(others, toRequest(url, { method, headers }, bytes))) ?? null
    const expected = await usual().then(
      (response) => (response ? told(response) : [404, 'capture: no handler']),
      () => [500, 'capture: fault'],
    )
    expect((await told(asked)).slice(0, expected.length), `${method} ${target} ${JSON.stringify(headers)}`).toEqual(
      expected,
    )
  }
})

test('handlers of anybody else are asked by msw, with all that a Request has', async () => {
  const { getResponse } = await loadMsw()
  const handlers = [
    http.get('*/nothing', () => undefined),
    http.post('*/:name', async ({ request, params }) => Response.json([params['name'], await request.clone().json()])),
  ]
  const bytes = Buffer.from('{"a":1}')
  const said = await askHandlers(
    getResponse,
    handlers,
    'http://127.0.0.1:9/mine',
    { method: 'POST', headers: [] },
    bytes,
  )
  expect(await said.json()).toEqual(['mine', { a: 1 }])
})

import { http } from 'msw'
import { expect, test } from 'vitest'
import type { GatewayContext } from './gateway.ts'
import { loadMsw } from './msw.ts'
import { ownGateway } from './own-gateway.ts'

await loadMsw()

const context: GatewayContext = {
  credentials: { of: (role) => role, roles: [] },
  authority: { issuer: 'i', openidConfigUrl: 'u', audience: 'a' },
}
const handler = http.get('*', () => new Response('yes'))
const count = (exports: Readonly<Record<string, unknown>>) =>
  ownGateway('ours', 'ours.ts', exports).handlers(context).length

test('a list or a function, as default export or as `handlers`, is a gateway', () => {
  expect(count({ default: [handler] })).toBe(1)
  expect(count({ handlers: [handler, handler] })).toBe(2)
  expect(count({ default: { handlers: [handler] } })).toBe(1)
  expect(
    count({ handlers: ({ credentials }: GatewayContext) => [http.get(credentials.of('api-key'), () => {})] }),
  ).toBe(1)
})

test('anything else is the mistake of whoever wrote it, with the file', () => {
  expect(() => ownGateway('ours', 'ours.ts', { handler })).toThrow('ours.ts: It exports handler, and no handlers.')
  expect(() => count({ default: ['no handler'] })).toThrow('something else than a list of msw handlers')
  expect(() => count({ default: async () => [handler] })).toThrow('must be there at once')
})

import { Buffer } from 'node:buffer'
import { defaultSettings } from '../../../../ask/policies/settings.ts'
import type { GatewayExchange } from '../exchange.ts'
import { fieldsOf } from '../fields.ts'

const part = (data: unknown): string => Buffer.from(JSON.stringify(data)).toString('base64url')

const TOKEN = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: 'me', sub: 'you', aud: ['a', 'b'], exp: 1_700_000_000 })}.c2ln`

/** One request with a token, a query and a JSON body. */
export const someExchange = (): GatewayExchange => ({
  called: { method: 'POST', url: new URL('https://gateway.test/openai/chat?api-version=1'), ipAddress: '10.0.0.1' },
  settings: defaultSettings,
  operation: null,
  matchedParameters: { 'deployment-id': 'gpt' },
  subscription: null,
  request: {
    method: 'POST',
    url: new URL('https://backend.test/openai/chat?api-version=1'),
    fields: fieldsOf([
      ['Authorization', `Bearer ${TOKEN}`],
      ['X-Many', 'a'],
      ['X-Many', 'b'],
    ]),
    body: Buffer.from('{"model":"gpt","n":2,"list":[1,2],"none":null}'),
  },
  response: null,
  variables: new Map(),
  lastError: null,
  section: 'inbound',
  backend: { id: null, url: null },
  traces: [],
  id: 'r1',
  now: () => new Date('2026-01-02T03:04:05Z'),
})

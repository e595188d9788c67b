import { Buffer } from 'node:buffer'
import { anExchange } from '../exchange.fixture.ts'
import type { GatewayExchange } from '../exchange.ts'
import { fieldsOf } from '../fields.ts'

const part = (data: unknown): string => Buffer.from(JSON.stringify(data)).toString('base64url')

const TOKEN = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: 'me', sub: 'you', aud: ['a', 'b'], exp: 1_700_000_000 })}.c2ln`

/** One request with a token, a query and a JSON body. */
export const someExchange = (): GatewayExchange => {
  const exchange = anExchange({
    url: 'https://gateway.test/openai/chat?api-version=1',
    matchedParameters: { 'deployment-id': 'gpt' },
    body: '{"model":"gpt","n":2,"list":[1,2],"none":null}',
    now: () => new Date('2026-01-02T03:04:05Z'),
  })
  exchange.request.fields = fieldsOf([
    ['Authorization', `Bearer ${TOKEN}`],
    ['X-Many', 'a'],
    ['X-Many', 'b'],
  ])
  return exchange
}

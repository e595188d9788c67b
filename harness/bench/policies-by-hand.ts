import type { RequestHandler } from 'msw'
import { answer } from '../measure/gateways/answered-by.ts'
import { completion } from '../measure/gateways/backend.ts'
import type { GatewayContext } from '../measure/gateways/gateway.ts'
import { msw } from '../measure/gateways/msw.ts'
import { operationOf } from '../measure/gateways/operation.ts'
import { validateJwt } from '../measure/gateways/policies/validate-jwt.ts'

/** What the bench's document says, as somebody would write it who has msw and no document. */
export const handlersByHand = ({ authority, credentials }: GatewayContext): RequestHandler[] => {
  const validate = validateJwt(authority)
  const calls = new Map<string, { since: number; count: number }>()
  return [
    msw().http.all('*', async ({ request }) => {
      const refusal = await validate(request)
      if (refusal) return refusal
      const token = request.headers.get('authorization')?.slice('Bearer '.length) ?? ''
      const claims: { readonly oid?: string } = JSON.parse(
        Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
      )
      if (claims.oid === undefined) return refused(401, 'no oid')
      if (!['red', 'blue'].includes(request.headers.get('x-team')?.toLowerCase() ?? '')) return refused(403, 'No team.')
      const text = await request.text()
      const { model = '' }: { readonly model?: string } = JSON.parse(text)
      const url = new URL(request.url)
      if (!url.searchParams.get('api-version') || !model.startsWith('gpt')) return refused(400, 'bad request')
      const key = `127.0.0.1${claims.oid}`
      const now = Date.now()
      const there = calls.get(key)
      const window = there && now < there.since + 60_000 ? there : { since: now, count: 0 }
      if (window.count >= 100_000_000) return refused(429, 'too many')
      calls.set(key, { ...window, count: window.count + 1 })
      const headers = new Headers(request.headers)
      headers.set('x-caller', `${claims.oid}@api`)
      headers.delete('api-key')
      headers.set('authorization', `Bearer ${credentials.of('managed-identity')}`)
      url.searchParams.set('caller', claims.oid.split('-')[0] ?? '')
      const forwarded = new Request(url, { method: request.method, headers, body: text })
      const operation = operationOf(forwarded)
      if (!operation) return refused(404, 'no such path')
      const response = await completion(operation, forwarded, 'azure')
      response.headers.set('x-model', model.toUpperCase())
      response.headers.set('x-status', String(response.status))
      return response
    }),
  ]
}

const refused = (statusCode: number, message: string): Response =>
  answer(`by hand: ${message}`, statusCode, { statusCode, message })

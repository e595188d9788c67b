import { http, type RequestHandler } from 'msw'
import { completion } from './backend.ts'
import type { Dress } from './dress.ts'
import type { Policy } from './gateway.ts'
import { operationOf } from './operation.ts'
import { routed } from './policies/route.ts'

/**
 * A gateway's request, in the order of Azure API Management: route match, then the policies from first to last, of
 * which the first that refuses answers, then the backend.
 * https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
export const policyChain = (policies: readonly Policy[], dress: Dress): RequestHandler[] => [
  http.all('*', async ({ request }) => {
    for (const policy of [routed, ...policies]) {
      const refusal = await policy(request)
      if (refusal) return refusal
    }
    const operation = operationOf(request)
    return operation ? completion(operation, request, dress) : undefined
  }),
]

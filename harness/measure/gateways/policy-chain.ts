import type { RequestHandler } from 'msw'
import type { GatewaySettings } from '../../model/gateway-settings.ts'
import { anyAnswer } from './any-answer.ts'
import { completion } from './backend.ts'
import type { Dress } from './dress.ts'
import { everyRequest } from './every-request.ts'
import type { Policy } from './gateway.ts'
import { operationOf } from './operation.ts'
import { routed } from './policies/route.ts'
import { vendorAnswers } from './vendor-answers.ts'

/**
 * A gateway's request, in the order of Azure API Management: route match, then the policies from first to last, of
 * which the first that refuses answers, then the backend.
 * https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 * @param backend what stands behind; default: a model's API
 * @param vendor what the SDK's own API says before that
 */
export const policyChain = (
  policies: readonly Policy[],
  dress: Dress,
  backend: GatewaySettings['backend'] = 'model',
  vendor: ReturnType<typeof vendorAnswers> = vendorAnswers({}),
): RequestHandler[] => [
  everyRequest(async (request) => {
    for (const policy of backend === 'any' ? policies : [routed, ...policies]) {
      const refusal = await policy(request)
      if (refusal) return refusal
    }
    const own = vendor(request)
    if (own) return own
    const operation = operationOf(request)
    if (operation) return completion(operation, request, dress)
    return backend === 'any' ? anyAnswer(request) : undefined
  }),
]

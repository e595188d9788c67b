import type { PolicySettings } from '../../../model/policy-settings.ts'
import type { GatewayContext } from '../gateway.ts'
import { subscriptionKey } from '../policies/subscription-key.ts'
import type { GatewayExchange, LastError, ResponseMessage } from './exchange.ts'
import { fieldText } from './fields.ts'
import { responseMessage } from './messages.ts'

type Refusal = { readonly error: LastError; readonly response: ResponseMessage }

/**
 * The subscription key, before any policy; on-error hears of a refusal as of any other.
 * https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies#predefined-errors-for-built-in-steps
 */
export const checkSubscription = (
  { subscription }: PolicySettings,
  { credentials }: GatewayContext,
): ((request: Request, exchange: GatewayExchange) => Promise<Refusal | null>) => {
  const { required, header, query } = subscription
  const active = subscription.credentials.map((role) => credentials.of(role))
  const check = subscriptionKey(header, active, query)
  return async (request, exchange) => {
    const key = fieldText(exchange.request.fields, header) || exchange.called.url.searchParams.get(query)
    if (key && active.includes(key)) exchange.subscription = { key }
    const refusal = required ? await check(request) : null
    if (!refusal) return null
    const response = await responseMessage(refusal)
    return { error: lastError(key ? 'SubscriptionKeyInvalid' : 'SubscriptionKeyNotFound', response), response }
  }
}

const lastError = (reason: string, { body }: ResponseMessage): LastError => {
  const said: unknown = body ? JSON.parse(new TextDecoder().decode(body)) : {}
  const message = typeof said === 'object' && said !== null && 'message' in said ? String(said.message) : ''
  return { source: 'authorization', reason, message, scope: 'product', section: 'inbound', path: '', policyId: '' }
}

import { atLine } from '../../../model/policy-document.ts'
import type { GatewayContext } from '../gateway.ts'
import { sayBy } from './answering.ts'
import type { GatewayExchange, LastError, ResponseMessage } from './exchange.ts'
import { fieldText } from './fields.ts'
import { errorResponse } from './messages.ts'
import type { SettledSettings } from './settled-settings.ts'

type Refusal = { readonly error: LastError; readonly response: ResponseMessage }

const MISSING =
  'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.'
/** What on-error hears of it: one word of it is another. https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies#predefined-errors-for-built-in-steps */
const MISSING_TOLD = MISSING.replace('to an API', 'to this API')
const INVALID =
  'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.'

/**
 * The subscription key, before any policy: the field first, the query only where there is no field. on-error hears of a refusal
 * as of any other. https://learn.microsoft.com/azure/api-management/api-management-subscriptions
 * https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies#predefined-errors-for-built-in-steps
 */
export const checkSubscription = (
  { subscription }: SettledSettings,
  { credentials }: GatewayContext,
): ((exchange: GatewayExchange) => Refusal | null) => {
  const { required, header, query, askedAt } = subscription
  const active = subscription.credentials.map((role) => credentials.of(role))
  return (exchange) => {
    const { url } = exchange.called
    const key = fieldText(exchange.request.fields, header) || url.searchParams.get(query)
    if (key && active.includes(key)) {
      exchange.subscription = { key }
      return null
    }
    if (!required) return null
    const message = key ? INVALID : MISSING
    const response = errorResponse(
      401,
      { message },
      {
        'WWW-Authenticate': `AzureApiManagementKey realm="${url.origin}/${url.pathname.split('/')[1]}",name="${header}",type="header"`,
      },
    )
    const why = key ? 'the key is of no active subscription' : `no ${header} field`
    return {
      error: key ? lastError('SubscriptionKeyInvalid', INVALID) : lastError('SubscriptionKeyNotFound', MISSING_TOLD),
      response: sayBy(response, `${atLine(askedAt)} subscription-key: ${why}`),
    }
  }
}

const lastError = (reason: string, message: string): LastError => ({
  source: 'authorization',
  reason,
  message,
  scope: 'product',
  section: 'inbound',
  path: '',
  policyId: '',
})

import type { Gateway } from './gateway.ts'
import { subscriptionKey } from './policies/subscription-key.ts'
import { policyChain } from './policy-chain.ts'

/** The gateway reaches its backend by its own managed identity: who is let in, is answered. */
export const apimSubscriptionKey: Gateway = {
  id: 'apim-subscription-key',
  title: 'API Management that wants a subscription key in the field in which the SDK sends its API key.',
  handlers: ({ credentials, settings }) => {
    // Two active subscriptions: teams that name the field as the SDK does hand their subscription key to the SDK as its API
    // key; others keep the SDK's key and add the subscription key as a field of its own.
    const active = [credentials.of('api-key'), credentials.of('subscription-key')]
    const policy = subscriptionKey(settings?.subscriptionKeyField ?? 'api-key', active)
    return policyChain([policy], 'azure', settings?.backend)
  },
}

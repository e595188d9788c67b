import type { GatewaySettings } from '../../../model/gateway-settings.ts'
import type { PolicySettings } from '../../../model/policy-settings.ts'

/** A document's settings in one run: with what its caller's SDK, or the user, leaves open no more. */
export type SettledSettings = Omit<PolicySettings, 'subscription'> & {
  readonly subscription: Omit<PolicySettings['subscription'], 'header'> & { readonly header: string }
}

/** What a document leaves to the SDK in front of it is settled: where it sends its key, and whether its API is known. */
export const settledSettings = (
  { subscription, ...settings }: PolicySettings,
  { subscriptionKeyField, backend }: GatewaySettings = {},
): SettledSettings => {
  const { header } = subscription
  return {
    ...settings,
    // An API that nobody knows has no paths of its own.
    paths: settings.backend === 'any' || backend === 'any' ? 'any' : settings.paths,
    subscription: {
      ...subscription,
      header: typeof header === 'string' ? header : (subscriptionKeyField ?? header.asSdk),
    },
  }
}

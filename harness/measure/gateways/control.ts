import type { Gateway } from './gateway.ts'
import { policyChain } from './policy-chain.ts'
import { vendorAnswers } from './vendor-answers.ts'

/**
 * Behind it each version makes its first plain call, to tell a broken set-up from a regression. Not in the map: no
 * scenario's glob may reach it.
 */
export const control: Gateway = {
  id: 'open',
  title: 'Lets everything in: the control.',
  handlers: (context) => policyChain([], 'azure', context.settings?.backend, vendorAnswers(context)),
}

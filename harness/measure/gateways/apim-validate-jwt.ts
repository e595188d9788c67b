import type { Gateway } from './gateway.ts'
import { validateJwt } from './policies/validate-jwt.ts'
import { policyChain } from './policy-chain.ts'

/** The gateway reaches its backend by its own managed identity: who is let in, is answered. */
export const apimValidateJwt: Gateway = {
  id: 'apim-validate-jwt',
  title: 'API Management that validates an Entra ID token in Authorization and asks for no subscription key.',
  handlers: ({ authority, settings }) => policyChain([validateJwt(authority)], 'azure', settings?.backend),
}

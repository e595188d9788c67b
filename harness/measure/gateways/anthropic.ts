import type { Gateway } from './gateway.ts'
import { anthropicKey } from './policies/anthropic-key.ts'
import { anthropicVersion } from './policies/anthropic-version.ts'
import { policyChain } from './policy-chain.ts'

export const anthropic: Gateway = {
  id: 'anthropic',
  title: "Anthropic's own API: the API key in x-api-key, or a key or token as Authorization: Bearer.",
  families: ['anthropic'],
  vendor: true,
  handlers: ({ credentials, settings }) =>
    policyChain(
      [anthropicKey(credentials.of('api-key'), credentials.of('auth-token'), settings), anthropicVersion],
      'anthropic',
    ),
}

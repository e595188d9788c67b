import type { Gateway } from './gateway.ts'
import { openaiKey } from './policies/openai-key.ts'
import { policyChain } from './policy-chain.ts'

export const openai: Gateway = {
  id: 'openai',
  title: "OpenAI's own API: the API key as Authorization: Bearer.",
  families: ['openai'],
  vendor: true,
  handlers: ({ credentials }) => policyChain([openaiKey(credentials.of)], 'openai'),
}

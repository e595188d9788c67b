import type { Gateway } from './gateway.ts'
import { keyOrToken } from './policies/key-or-token.ts'
import { policyChain } from './policy-chain.ts'

export const azureOpenai: Gateway = {
  id: 'azure-openai',
  title:
    'Azure OpenAI itself, or a gateway that hands credentials through to it: a key in api-key or a token in Authorization.',
  families: ['openai'],
  handlers: ({ credentials, authority, settings }) =>
    policyChain(
      [
        keyOrToken({
          service: 'azure-openai',
          fields: ['api-key'],
          key: credentials.of('api-key'),
          trust: authority,
          badTokenBesideKey: settings?.badTokenBesideKey ?? 'key-wins',
        }),
      ],
      'azure',
    ),
}

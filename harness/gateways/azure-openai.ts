import type { Gateway } from './gateway.ts'
import { pipeline } from './pipeline.ts'
import { keyOrToken } from './policies/key-or-token.ts'

export const azureOpenai: Gateway = {
  id: 'azure-openai',
  title:
    'Azure OpenAI itself, or a gateway that hands credentials through to it: a key in api-key or a token in Authorization.',
  handlers: ({ credentials, authority, settings }) =>
    pipeline([keyOrToken(credentials.of('api-key'), authority, settings?.badTokenBesideKey ?? 'key-wins')], 'azure'),
}

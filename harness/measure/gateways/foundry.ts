import type { Gateway } from './gateway.ts'
import { keyOrToken } from './policies/key-or-token.ts'
import { policyChain } from './policy-chain.ts'

/** https://docs.claude.com/en/docs/build-with-claude/claude-in-microsoft-foundry: either field, or an Entra ID token. */
const KEY_FIELDS = ['x-api-key', 'api-key']

export const foundry: Gateway = {
  id: 'foundry',
  title:
    'Claude in Microsoft Foundry, or a gateway that hands credentials through to it: a key in x-api-key or api-key, or a token in Authorization.',
  families: ['anthropic', 'anthropic-foundry'],
  handlers: ({ credentials, authority, settings }) =>
    policyChain(
      [
        keyOrToken({
          service: 'foundry',
          fields: KEY_FIELDS,
          key: credentials.of('api-key'),
          trust: authority,
          badTokenBesideKey: settings?.badTokenBesideKey ?? 'key-wins',
        }),
      ],
      'azure',
    ),
}

import { expect, test } from 'vitest'
import type { SpeakingFamily } from '../../model/family.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { spell } from './spell.ts'

const anthropic = shippedFamily('anthropic')
const anthropicFoundry = shippedFamily('anthropic-foundry')

const say = (family: SpeakingFamily, scenario: Partial<Scenario>, registry: Registry) => {
  const spelled = spell(
    family,
    { ...family.control, ...scenario },
    {
      registry,
      package: family.packages[registry]?.[0] ?? '',
      version: '1.0.0',
      variant: '',
      gatewayUrl: 'http://gw/c/1',
      otherOriginUrl: 'http://other',
      credential: (role) => `<${role}>`,
      provider: (role) => [`<${role}>`],
    },
  )
  return spelled.kind === 'recipe' ? spelled.recipe : spelled.reason
}

test('a conversation is spelled like a message: both are the one API', () => {
  const said = (api: 'chat' | 'messages') => say(anthropic, { calls: [{ api }] }, 'pypi')
  expect(said('chat')).toEqual(said('messages'))
})

test('the Foundry client is of the same package on PyPI, of another on npm', () => {
  const { client } = anthropicFoundry.control
  const named = (family: SpeakingFamily, registry: Registry) => say(family, { client }, registry)
  expect(named(anthropic, 'pypi')).toMatchObject({ module: 'anthropic', client: 'AnthropicFoundry' })
  expect(named(anthropicFoundry, 'npm')).toMatchObject({ module: '@anthropic-ai/foundry-sdk' })
  expect(named(anthropic, 'npm')).toBe(
    '@anthropic-ai/sdk (npm) has no foundry client: it is in @anthropic-ai/foundry-sdk.',
  )
})

test('a token is an option of the plain client, a provider of tokens one of the Foundry client', () => {
  const told = (family: SpeakingFamily, credentials: Scenario['client']['credentials']) =>
    say(family, { client: { ...family.control.client, ...(credentials ? { credentials } : {}) } }, 'npm')
  expect(told(anthropic, { token: 'auth-token' })).toMatchObject({
    construct: { args: [{ authToken: '<auth-token>', baseURL: 'http://gw/c/1' }] },
  })
  expect(told(anthropicFoundry, { tokenProvider: 'entra-token' })).toMatchObject({
    construct: {
      args: [{ azureADTokenProvider: { $provider: ['<entra-token>'] }, baseURL: 'http://gw/c/1/anthropic' }],
    },
  })
  expect(told(anthropic, { tokenProvider: 'entra-token' })).toContain('no option for a token provider')
  expect(told(anthropicFoundry, { token: 'auth-token' })).toContain('no option for a token as text')
})

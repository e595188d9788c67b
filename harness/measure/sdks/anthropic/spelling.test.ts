import { validRange } from 'semver'
import { expect, test } from 'vitest'
import type { Scenario } from '../../../model/scenario.ts'
import type { Registry } from '../../../model/sdk.ts'
import type { Family } from '../family.ts'
import { spell } from '../spell.ts'
import { anthropic, anthropicFoundry } from './family.ts'
import { npm } from './spelling.ts'

const say = (family: Family, scenario: Partial<Scenario>, registry: Registry, version = '1.0.0') => {
  const spelled = spell(
    family,
    { ...family.control, ...scenario },
    {
      registry,
      package: family.packages[registry]?.[0] ?? '',
      version,
      variant: '',
      gatewayUrl: 'http://gw/c/1',
      credential: (role) => `<${role}>`,
      provider: (role) => [`<${role}>`],
    },
  )
  return spelled.kind === 'recipe' ? spelled.recipe : spelled.reason
}

test('every version row is a range with its source, and no intent has two', () => {
  const rows = npm.since
  for (const { range, source } of rows) {
    expect(validRange(range)).not.toBeNull()
    expect(source).toMatch(/^https:\/\/github\.com\/anthropics\/anthropic-sdk-typescript\//)
  }
  expect(new Set(rows.map(({ intent }) => intent)).size).toBe(rows.length)
})

test('a conversation is spelled like a message: both are the one API', () => {
  const said = (api: 'chat' | 'messages') => say(anthropic, { calls: [{ api }] }, 'pypi')
  expect(said('chat')).toEqual(said('messages'))
})

test('the Foundry client is of the same package on PyPI, of another on npm', () => {
  const { client } = anthropicFoundry.control
  const named = (family: Family, registry: Registry) => say(family, { client }, registry)
  expect(named(anthropic, 'pypi')).toMatchObject({ module: 'anthropic', client: 'AnthropicFoundry' })
  expect(named(anthropicFoundry, 'npm')).toMatchObject({ module: '@anthropic-ai/foundry-sdk' })
  expect(named(anthropic, 'npm')).toBe(
    '@anthropic-ai/sdk 1.0.0 (npm) has no foundry client: it is in @anthropic-ai/foundry-sdk.',
  )
})

test('a token is an option of the plain client, a provider of tokens one of the Foundry client', () => {
  const told = (family: Family, credentials: Scenario['client']['credentials']) =>
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

test('a function as the key is for npm alone, and there since its types say so', () => {
  const client = { ...anthropic.control.client, credentials: { apiKey: { callable: 'entra-token' } } } as const
  expect(say(anthropic, { client }, 'npm', '0.69.0')).toContain('>=0.70.0')
  expect(say(anthropic, { client }, 'npm', '0.70.0')).toHaveProperty('module')
  expect(say(anthropic, { client }, 'pypi')).toBe(
    'anthropic 1.0.0 (pypi) has no way to take a function as its API key.',
  )
})

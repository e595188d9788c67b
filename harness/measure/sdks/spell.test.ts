import { expect, test } from 'vitest'
import type { Variant } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { Recipe } from '../../model/recipe.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { spell } from './spell.ts'

const openai = shippedFamily('openai')

const base: Scenario = {
  id: 'mine',
  title: 'Mine.',
  client: { kind: 'azure', address: 'base-url', credentials: { apiKey: 'api-key' } },
  calls: [{ api: 'chat' }],
  behind: ['*'],
  file: 'mine.json',
}

const spelled = (
  scenario: Partial<Scenario>,
  registry: Registry,
  { version = registry === 'npm' ? '6.0.0' : '2.33.0', variant = '' as Variant, name = 'openai' } = {},
) =>
  spell(
    openai,
    { ...base, ...scenario },
    {
      registry,
      package: name,
      version,
      variant,
      gatewayUrl: 'http://gw/c/1',
      otherOriginUrl: 'http://other',
      credential: (role) => `<${role}>`,
      provider: (role) => [`<${role}>`, `<${role}#2>`],
    },
  )

const recipe = (...args: Parameters<typeof spelled>): Recipe => {
  const one = spelled(...args)
  if (one.kind === 'unsupported') throw new Error(one.reason)
  return one.recipe
}

const reason = (...args: Parameters<typeof spelled>): string => {
  const one = spelled(...args)
  return one.kind === 'unsupported' ? one.reason : ''
}

test('npm takes one object, PyPI keywords', () => {
  const named = { api: '2024-10-21', url: 'http://gw/c/1/openai' }
  expect(recipe({}, 'npm')).toMatchObject({
    client: 'AzureOpenAI',
    construct: { args: [{ apiKey: '<api-key>', baseURL: named.url, apiVersion: named.api }], kwargs: {} },
  })
  expect(recipe({}, 'pypi', { variant: '.async' })).toMatchObject({
    client: 'AsyncAzureOpenAI',
    construct: { args: [], kwargs: { api_key: '<api-key>', base_url: named.url, api_version: named.api } },
  })
})

test('the address goes where the scenario says, with the path that belongs there', () => {
  const at = (address: Scenario['client']['address']) => recipe({ client: { ...base.client, address } }, 'pypi')
  expect(at('endpoint').construct.kwargs).toMatchObject({ azure_endpoint: 'http://gw/c/1' })
  expect(at('endpoint').construct.kwargs).not.toHaveProperty('base_url')
  expect(at('environment').env).toEqual({ AZURE_OPENAI_ENDPOINT: 'http://gw/c/1' })
  const plain = recipe({ client: { kind: 'vendor', address: 'environment' } }, 'npm')
  expect(plain).toMatchObject({ env: { OPENAI_BASE_URL: 'http://gw/c/1/v1' }, construct: { args: [{}] } })
})

test('a scenario’s own API version stands, be it an option or in the environment', () => {
  expect(recipe({ client: { ...base.client, apiVersion: 'v9' } }, 'npm').construct.args).toMatchObject([
    { apiVersion: 'v9' },
  ])
  const inEnvironment = recipe({ environment: { apiVersion: 'v9' } }, 'npm')
  expect(inEnvironment.env).toEqual({ OPENAI_API_VERSION: 'v9' })
  expect(inEnvironment.construct.args[0]).not.toHaveProperty('apiVersion')
})

test('fields carry credentials by role, behind a scheme, or are sent away', () => {
  const headers = { 'api-key': { credential: 'subscription-key' }, Authorization: null, 'x-team': 'blue' } as const
  const bearer = { Authorization: { credential: 'entra-token', scheme: 'Bearer' } } as const
  const calls = [{ api: 'chat', headers: bearer }] as const
  const npm = recipe({ client: { ...base.client, headers }, calls }, 'npm')
  expect(npm.construct.args).toMatchObject([
    { defaultHeaders: { 'api-key': '<subscription-key>', Authorization: null, 'x-team': 'blue' } },
  ])
  expect(npm.calls[0]?.args[1]).toEqual({ headers: { Authorization: 'Bearer <entra-token>' } })
  const pypi = recipe({ client: { ...base.client, headers }, calls }, 'pypi')
  expect(pypi.construct.kwargs['default_headers']).toMatchObject({
    Authorization: { $new: expect.arrayContaining(['Omit']) },
  })
  expect(pypi.calls[0]?.kwargs).toMatchObject({ extra_headers: { Authorization: 'Bearer <entra-token>' } })
})

test('a copy and its changes are spelled like a client’s options', () => {
  const calls = [
    { api: 'chat', copy: { credentials: { apiKey: 'subscription-key' }, timeoutMs: 500 }, times: 2 },
  ] as const
  expect(recipe({ calls }, 'npm').calls).toMatchObject([
    { times: 2, copy: { method: 'withOptions', args: [{ apiKey: '<subscription-key>', timeout: 500 }] } },
  ])
  expect(recipe({ calls }, 'pypi').calls).toMatchObject([
    { copy: { method: 'with_options', kwargs: { api_key: '<subscription-key>', timeout: 0.5 } } },
  ])
})

test('a list of models is asked for without a body', () => {
  expect(recipe({ calls: [{ api: 'models' }] }, 'npm').calls).toMatchObject([{ method: 'models.list', args: [] }])
})

test.each([
  ['npm', '0.0.1', { args: [{ apiKey: { $provider: ['<entra-token>', '<entra-token#2>'] } }] }],
  ['pypi', '0.0.1', { kwargs: { api_key: { $provider: ['<entra-token>', '<entra-token#2>'] } } }],
] as const)('what a version takes, understood or not, is spelled in any version: %s', (registry, version, expected) => {
  const client = { kind: 'vendor', address: 'base-url', credentials: { apiKey: { callable: 'entra-token' } } } as const
  expect(recipe({ client }, registry, { version }).construct).toMatchObject(expected)
  expect(recipe({ environment: { project: 'p' } }, registry, { version }).env).toMatchObject({ OPENAI_PROJECT_ID: 'p' })
})

test('a function may hand out text that is no credential, and calls be made at once', () => {
  const client = { kind: 'vendor', address: 'base-url', credentials: { apiKey: { callable: { text: '' } } } } as const
  const calls = [{ api: 'chat', times: 2, atOnce: true }] as const
  expect(recipe({ client, calls }, 'pypi')).toMatchObject({
    construct: { kwargs: { api_key: { $provider: [''] } } },
    calls: [{ times: 2, atOnce: true }],
  })
})

test('what is required has the names of what is imported', () => {
  expect(recipe({}, 'npm')).toMatchObject({ client: 'AzureOpenAI', form: 'import' })
  expect(recipe({}, 'npm', { variant: '.require' })).toMatchObject({ client: 'AzureOpenAI', form: 'require' })
})

test('what a registry’s SDK has no word for is said at once, all of it', () => {
  const client = { ...base.client, credentials: { token: 'entra-token' } } as const
  expect(reason({ client, calls: [{ api: 'messages' }] }, 'npm')).toBe(
    'openai (npm) has no option for a token as text, and no messages API.',
  )
  expect(reason({ client: { kind: 'foundry', address: 'endpoint' } }, 'pypi')).toBe(
    'openai (pypi) has no foundry client.',
  )
  expect(reason({ client: { kind: 'vendor', address: 'endpoint' } }, 'npm')).toContain('no endpoint')
})

test('a renamed fork is told by its own name, and on npm imported by it', () => {
  const name = '@acme/openai'
  expect(recipe({}, 'npm', { name })).toMatchObject({ module: name, client: 'AzureOpenAI' })
  expect(reason({ client: { kind: 'foundry', address: 'endpoint' } }, 'npm', { name })).toBe(
    '@acme/openai (npm) has no foundry client.',
  )
})

test('a recipe says in which words an error tells its status, and whether its calls are awaited', () => {
  expect(recipe({}, 'npm')).toMatchObject({ statusOf: 'status', async: false })
  expect(recipe({}, 'pypi', { variant: '.async' })).toMatchObject({ statusOf: 'status_code', async: true })
})

test('a family that a registry does not have is unsupported there, and says so', () => {
  const spelledBy = (family: Family) =>
    spell(family, base, {
      ...{
        registry: 'pypi',
        package: 'openai',
        version: '1.0.0',
        variant: '',
        gatewayUrl: 'http://gw',
        otherOriginUrl: 'http://other',
      },
      credential: (role) => role,
      provider: (role) => [role],
    })
  expect(spelledBy({ ...openai, dictionaries: {} })).toEqual({
    kind: 'unsupported',
    reason: 'openai (pypi) has no words in the family openai.',
  })
})

test('an address of connections alone is the gateway’s, by the scheme of connections', () => {
  const client = { ...base.client, connectionsAt: '/sockets' }
  expect(recipe({ client }, 'pypi').construct.kwargs).toMatchObject({ websocket_base_url: 'ws://gw/c/1/sockets' })
  expect(reason({ client }, 'npm')).toContain('no option for an address for connections alone')
})

test('a base URL that is none is handed over all the same, beside an environment that says one', () => {
  const client = { kind: 'vendor', address: 'environment', addressSaid: 'null' } as const
  const { construct, env } = recipe({ client }, 'npm')
  expect(construct.args).toMatchObject([{ baseURL: null }])
  expect(env).toMatchObject({ OPENAI_BASE_URL: 'http://gw/c/1/v1' })
})

test('a class of one’s own that authenticates later needs a method', () => {
  const client = { ...base.client, subclass: { 'api-key': 'mine' }, subclassLater: true } as const
  expect(recipe({ client }, 'npm').subclass).toMatchObject({ name: 'authHeaders', as: 'later' })
  expect(reason({ client }, 'pypi')).toContain('no method that a class of one’s own authenticates by later')
})

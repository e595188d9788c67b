import { describe, expect, test } from 'vitest'
import type { AddressWords } from '../../model/dictionary.ts'
import type { Scenario } from '../../model/scenario.ts'
import { run, url } from './constructs.fixture.ts'

// Every construct of a recipe that makes a client, through both drivers: what the fake SDK was given it sends as its body.

describe.each(['npm', 'pypi'] as const)('%s', (registry) => {
  const isNpm = registry === 'npm'
  const address = (option: string) => ({ address: { 'base-url': { option, path: '/v1' } } })

  test('options within options, and header fields of one request within the call’s own object', async () => {
    const found = await run(registry, {
      client: { options: { apiKey: 'http.auth.key' }, ...address('http.url') },
      words: { request: { headers: 'config.http.headers', query: null, ...(isNpm ? { inside: true } : {}) } },
      scenario: { calls: [{ api: 'chat', headers: { 'x-a': 'b' } }] },
    })
    expect(found.bodies).toEqual([
      {
        kind: 'class',
        given: { http: { auth: { key: 'api-key' }, url } },
        said: [{ model: 'm', config: { http: { headers: { 'x-a': 'b' } } } }],
      },
    ])
  })

  test('arguments by place, a credential object of another module, and options behind them', async () => {
    const found = await run(registry, {
      client: {
        names: { '': 'Placed' },
        options: { apiKey: '#1', ...(isNpm ? { organization: '#2.organization' } : { organization: 'organization' }) },
        as: { apiKey: { $make: { module: 'other', name: 'Key', args: [{ $value: true }] } } },
        ...address('#0'),
      },
      api: { args: ['first'] },
      scenario: {
        client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' }, organization: 'o' },
      },
    })
    expect(found.bodies).toEqual([
      { kind: 'placed', given: [{ other: 'api-key' }, { organization: 'o' }], said: ['first', { model: 'm' }] },
    ])
    expect(found.source).toContain(isNpm ? "import { Key } from 'other'" : 'from other import Key')
    expect(found.source).toContain(isNpm ? "new Key('api-key')" : "Key('api-key')")
  })

  test('an object that hands out tokens', async () => {
    const found = await run(registry, {
      client: {
        names: { '': 'Placed' },
        options: { apiKey: '#1', tokenProvider: '#1' },
        as: { tokenProvider: { $tokens: { $value: true } } },
        ...address('#0'),
      },
      scenario: { client: { kind: 'vendor', address: 'base-url', credentials: { tokenProvider: 'entra-token' } } },
    })
    expect(found.bodies).toEqual([{ kind: 'placed', given: [{ token: 'entra-token' }], said: [{ model: 'm' }] }])
  })

  const signed = { api: { method: 'signed', body: {} } }

  test('a second client, and what is set on the first before a call, are each of their own', async () => {
    const found = await run(registry, {
      ...signed,
      client: { attributes: { apiKey: 'key' } },
      scenario: {
        second: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'auth-token' }, addressEnd: '/two' },
        calls: [
          { api: 'chat' },
          { api: 'chat', by: 'second' },
          { api: 'chat', set: { credentials: { apiKey: { credential: 'entra-token', before: ' ' } } } },
        ],
      },
    })
    expect(found.bodies).toMatchObject([
      { key: 'api-key' },
      { key: 'auth-token' },
      { key: 'api-key', now: ' entra-token' },
    ])
    expect(found.source).toContain(isNpm ? 'const second = new Acme(' : 'second = Acme(')
    expect(found.source).toContain("client.key = ' entra-token'")
  })

  test.each(['method', 'property'] as const)('a class of one’s own that authenticates by its own %s', async (as) => {
    const name = as === 'method' ? 'auth' : 'fields'
    const found = await run(registry, {
      ...signed,
      client: { authentication: { name, as } },
      scenario: {
        client: {
          kind: 'vendor',
          address: 'base-url',
          credentials: { apiKey: 'api-key' },
          subclass: { authorization: { credential: 'auth-token', scheme: 'Bearer' } },
        },
      },
    })
    const own = { authorization: 'Bearer auth-token' }
    const theirs = { authorization: 'its own' }
    expect(found.bodies).toMatchObject([
      as === 'method' ? { auth: own, fields: theirs } : { auth: theirs, fields: own },
    ])
    expect(found.source).toContain(isNpm ? 'class Own extends Acme' : 'class Own(Acme)')
  })

  test('a provider that fails', async () => {
    const found = await run(registry, {
      ...signed,
      scenario: {
        client: {
          kind: 'vendor',
          address: 'base-url',
          credentials: { apiKey: { callable: { of: 'api-key', fails: 'first', slowMs: 1 } } },
        },
        calls: [{ api: 'chat', times: 2 }],
      },
    })
    expect(found.bodies).toMatchObject([{ key: 'No token can be had now.' }, { key: 'api-key' }])
  })
})

test.each(['npm', 'pypi'] as const)('%s: what a module sets as it is imported stays, as it does', async (registry) => {
  const found = await run(registry, { api: { method: 'own_variable' } })
  expect(found.bodies).toEqual([{ said: 'set at the import' }])
})

test.each(['npm', 'pypi'] as const)('%s: variables that are set before it is imported', async (registry) => {
  const api = { method: 'at_import' }
  expect((await run(registry, { api })).bodies).toEqual([{ said: '' }])
  const found = await run(registry, { api, words: { variables: { ACME_LOCAL: 'yes' } } })
  expect(found.bodies).toEqual([{ said: 'yes' }])
  expect(found.source).toContain('ACME_LOCAL')
})

test.each([
  'npm',
  'pypi',
] as const)('%s: an address that is read at the import is there before it, and in no other’s process', async (registry) => {
  const option = registry === 'npm' ? 'baseURL' : 'base_url'
  const addresses = (words: Partial<AddressWords>) => ({
    address: {
      'base-url': { option, path: '/v1' },
      environment: { option, variable: 'ACME_LOCAL', path: '/v1', ...words },
    },
  })
  const api = { method: 'at_import' }
  const scenario: Partial<Scenario> = {
    client: { kind: 'vendor', address: 'environment', credentials: { apiKey: 'api-key' } },
  }
  expect((await run(registry, { api, client: addresses({}), scenario })).bodies).toEqual([{ said: '' }])
  const early = await run(registry, { api, client: addresses({ readAt: 'import' }), scenario })
  expect(early.bodies).toEqual([{ said: url }])
})

describe.each(['npm', 'pypi'] as const)('%s, without one client in one module', (registry) => {
  const isNpm = registry === 'npm'
  const option = isNpm ? 'baseURL' : 'base_url'

  test('functions of a module: what a client would be told is said at each call, and nothing is made', async () => {
    const found = await run(registry, {
      client: { by: 'module', names: { '': 'acme' }, always: { model: 'openai/gpt' } },
      api: { method: 'complete', body: { text: 'hi' } },
      words: { request: { headers: 'headers', query: null, ...(isNpm ? { inside: true } : {}) } },
      scenario: {
        client: {
          kind: 'vendor',
          address: 'base-url',
          credentials: { apiKey: 'api-key' },
        },
        calls: [{ api: 'chat', headers: { 'x-a': 'b' }, times: 2 }],
      },
    })
    const said = { text: 'hi', [isNpm ? 'apiKey' : 'api_key']: 'api-key', [option]: url, model: 'openai/gpt' }
    expect(found.bodies).toEqual([
      { said: { ...said, headers: { 'x-a': 'b' } } },
      { said: { ...said, headers: { 'x-a': 'b' } } },
    ])
    expect(found.source).toMatch(isNpm ? /^import \* as acme from 'acme'\n/ : /^import acme\n/)
    expect(found.source).toContain('acme.complete(')
    expect(found.source).not.toContain('client')
  })

  test('what no client can be told, each request is', async () => {
    const words = { headers: null, query: null, options: { maxRetries: 'retries.most' } }
    const found = await run(registry, {
      words: { request: isNpm ? { ...words, inside: true } : words },
      scenario: {
        client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' }, maxRetries: 3 },
      },
    })
    expect(found.bodies).toMatchObject([{ said: [{ model: 'm', retries: { most: 3 } }] }])
  })

  test('of several modules the first that has the client, whether the others are there or not', async () => {
    // On PyPI a module of another distribution is none of a fork's.
    const [gone, other] = isNpm ? ['gone', 'other'] : ['acme.gone', 'acme_less']
    for (const module of [
      [gone, other, 'acme'],
      ['acme', gone],
    ]) {
      const found = await run(registry, { words: { module } })
      expect(found.bodies).toMatchObject([{ kind: 'class' }])
    }
    const lacking = await run(registry, { words: { module: [other, gone] } })
    expect(lacking.control).toMatchObject({
      reason: expect.stringContaining(`This version of ${other} or ${gone} exports no Acme`),
    })
    const none = await run(registry, { words: { module: [gone, `${gone}_too`] } })
    expect(none.control).toMatchObject({ reason: expect.stringMatching(/gone'/) })
    const { source } = await run(registry, { words: { module: [other, 'acme'] } })
    expect(source).toContain(
      isNpm ? "// where that has none: import { Acme } from 'acme'" : '# where that has none: from acme import Acme',
    )
  })
})

test('PyPI: what a client would be told is set on the module, which keeps nothing of an earlier one', async () => {
  const settings = { by: 'settings', names: { '': 'acme' } } as const
  // The control comes first: it sets a key, and has the module keep that it was called, and a client that closes what it finds.
  const found = await run('pypi', {
    client: settings,
    api: { method: 'settled' },
    scenario: { client: { kind: 'vendor', address: 'base-url' }, calls: [{ api: 'chat', times: 2 }] },
  })
  expect(found.bodies).toEqual([
    { api_key: null, kept: 1, closed: false, said: { model: 'm' } },
    { api_key: null, kept: 2, closed: false, said: { model: 'm' } },
  ])
  expect(found.source).toContain("import acme\n\nacme.base_url = 'http://gateway/v1'\nfor _ in range(2): acme.settled(")
  const lacking = await run('pypi', {
    client: { ...settings, options: { apiKey: 'no_such' } },
    api: { method: 'settled' },
  })
  expect(lacking.control).toMatchObject({ reason: expect.stringContaining('This version of acme has no no_such.') })
})

test('PyPI: a module for each variant', async () => {
  const words = { words: { module: { '': 'acme', '.async': 'acme_aio' } } } as const
  expect((await run('pypi', words)).bodies).toMatchObject([{ kind: 'class' }])
  expect((await run('pypi', { ...words, api: { async: 'later' } }, '.async')).bodies).toMatchObject([
    { said: [{ model: 'm', from: 'aio' }] },
  ])
})

test.each([
  'plain',
  'copies-headers',
  'spreads-headers',
  'own-auth',
] as const)('npm: a fetch of one’s own: %s', async (transport) => {
  const found = await run('npm', {
    client: { options: { apiKey: 'apiKey', transport: 'fetch' } },
    api: { method: 'signed', body: {} },
    scenario: { client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' }, transport } },
  })
  expect(found.headers).toContainEqual(['x-a', 'b'])
  expect(found.headers.filter(([name]) => name === 'authorization')).toEqual(
    transport === 'own-auth' ? [['authorization', 'Bearer auth-token']] : [],
  )
})

test('npm: a fetch of one’s own with a fault in the place of the first request', async () => {
  const found = await run('npm', {
    client: { options: { apiKey: 'apiKey', transport: 'fetch' } },
    api: { method: 'signed', body: {} },
    scenario: {
      client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' }, transport: 'fails-once' },
      calls: [{ api: 'chat' }, { api: 'chat' }],
    },
  })
  expect(found.bodies).toHaveLength(1)
  expect(found.source).toContain('failingOnce(init)')
})

test('npm: a fetch of one’s own has no defaults', async () => {
  const found = await run('npm', {
    client: { options: { apiKey: 'apiKey', transport: 'fetch' } },
    scenario: {
      client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' }, transport: 'own-defaults' },
    },
  })
  expect(found.bodies).toMatchObject({ reason: expect.stringContaining('no defaults') })
})

test('PyPI: an HTTP client that the family knows by name, and what it needs beside the SDK', async () => {
  const client = { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' } } as const
  const handed = (transport: 'of-sdk' | 'of-sdk-aiohttp' | 'httpx') =>
    run('pypi', {
      client: { options: { apiKey: 'api_key', transport: 'http_client' } },
      words: {
        transports: {
          'of-sdk': { '': { $make: { name: 'Key', args: ['mine'], beside: ['absent', 'json'] } } },
          'of-sdk-aiohttp': { '': { $make: { name: 'Key', args: ['mine'], beside: ['absent', 'gone'] } } },
        },
      },
      scenario: { client: { ...client, transport } },
    })
  const found = await handed('of-sdk')
  expect(found.bodies).toMatchObject([{ given: { http_client: { key: 'mine' } } }])
  expect(found.source).toContain("http_client=Key('mine')")
  expect((await handed('of-sdk-aiohttp')).bodies).toMatchObject({
    reason: expect.stringContaining('absent is not installed beside it'),
  })
  expect((await handed('httpx')).source).toContain('no place for a client of httpx')
})

test('PyPI: an HTTP client of one’s own is of the library that the SDK has loaded, whatever was handed over before', async () => {
  const client = { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' } } as const
  const found = await run('pypi', {
    client: { options: { apiKey: 'api_key', transport: 'http_client' } },
    words: { transports: { httpx2: { '': { $make: { module: 'httpx2', name: 'Client' } } } } },
    scenario: {
      client: { ...client, transport: 'httpx2' },
      second: { ...client, transport: 'plain' },
      calls: [{ api: 'chat' }, { api: 'chat', by: 'second' }],
    },
  })
  expect(found.bodies).toMatchObject([
    { given: { http_client: { library: 'httpx2' } } },
    { given: { http_client: { library: 'httpx' } } },
  ])
})

test('npm: a client that a function gives, by its name or as the default export', async () => {
  const byName = await run('npm', { client: { by: 'call', names: { '': 'createAcme' } } })
  expect(byName.bodies).toMatchObject([{ kind: 'function', given: { apiKey: 'api-key', baseURL: url } }])
  expect(byName.source).toContain('const client = createAcme({')
  const byDefault = await run('npm', { client: { by: 'call', names: { '': 'default' } } })
  expect(byDefault.bodies).toMatchObject([{ kind: 'function' }])
  expect(byDefault.source).toMatch(/^import createClient from 'acme'/)
})

test('PyPI: a provider that the asynchronous client calls and does not await', async () => {
  const token = { $blocking: { $provider: ['api-key'] } }
  const found = await run('pypi', { api: { async: 'blocked', body: { token } } }, '.async')
  expect(found.bodies).toEqual([{ token: 'api-key' }])
})

test('an object that hands out tokens, and a maker without a name, are written as a user would', async () => {
  const tokens = {
    client: {
      names: { '': 'Placed' },
      options: { apiKey: '#1', tokenProvider: '#1' },
      as: { tokenProvider: { $tokens: { $value: true } } },
    },
    scenario: { client: { kind: 'vendor', address: 'base-url', credentials: { tokenProvider: 'entra-token' } } },
  } as const
  expect((await run('npm', tokens)).source).toContain("{ getToken: async () => ({ token: 'entra-token'")
  expect((await run('pypi', tokens)).source).toContain("AccessToken('entra-token'")
  const made = await run('npm', {
    client: { as: { apiKey: { $make: { module: 'other', name: 'default', by: 'call' } } } },
  })
  expect(made.source).toContain("import createClient from 'other'")
  expect(made.source).toContain('apiKey: createClient()')
})

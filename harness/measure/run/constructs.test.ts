import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { http } from 'msw'
import { afterAll, describe, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { spawnDriver } from '../../edges/driver-process.ts'
import type { AddressWords, ApiWords, ClientWords, Dictionary } from '../../model/dictionary.ts'
import type { SpeakingFamily } from '../../model/family.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Registry } from '../../model/sdk.ts'
import { runtimes } from '../../testing/runtimes.ts'
import { startCapture } from '../capture/server.ts'
import { sourceText } from '../sdks/source-text.ts'
import { spell } from '../sdks/spell.ts'
import { measure } from './measure.ts'

// Every construct of a recipe, through both drivers: what the fake SDK was given it sends as its body.

const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const fakes = {
  acme: `
    process.env.ACME_OWN = 'set at the import'
    const local = process.env.ACME_LOCAL ?? ''
    const send = async (url, said) => {
      const body = JSON.stringify(said, (_, value) => typeof value === 'function' ? 'a function' : value)
      return (await fetch(url, { method: 'POST', body })).status
    }
    const shown = async (value) => {
      if (Array.isArray(value)) return Promise.all(value.map(shown))
      return value?.getToken ? { token: (await value.getToken('scope')).token } : value
    }
    const client = (kind, url, given) => Object.assign(
      (model) => ({ url, model, made: 'by the client itself' }),
      {
        chat: (model) => ({ model, doGenerate: async (said) => send(url, { kind, given: await shown(given), model, said }) }),
        deep: { create: async (...said) => send(url, { kind, given: await shown(given), said }) },
        own_variable: () => send(url, { said: process.env.ACME_OWN ?? '' }),
        at_import: () => send(url, { said: local }),
        stream: async (...said) => { await send(url, { said }); return { parts: (async function* () { yield 1; await send(url, 'read to its end') })() } },
      })
    class Acme {
      constructor(options) { Object.assign(this, client('class', options.http?.url ?? options.baseURL, options)); this.options = options }
      auth() { return { authorization: 'its own' } }
      get fields() { return { authorization: 'its own' } }
      async signed(said) {
        const { fetch: own = fetch, baseURL, apiKey } = this.options
        const key = typeof apiKey === 'function' ? await apiKey().catch((error) => error.message) : apiKey
        return own(baseURL, { method: 'POST', body: JSON.stringify({ key, now: this.key, said, auth: this.auth(), fields: this.fields }), headers: { 'x-a': 'b' } })
      }
      raw(said) { return Object.assign(send(this.options.baseURL, { said }), { asResponse: () => send(this.options.baseURL, { said, helper: true }) }) }
      async upload({ file }) {
        const text = file instanceof File ? await file.text() : Buffer.concat(await Array.fromAsync(file)).toString()
        return send(this.options.baseURL, { name: file.name ?? file.path, text, stream: !(file instanceof File) })
      }
      fieldsGiven({ fields }) { return send(this.options.baseURL, { kind: fields.constructor.name, fields: [...fields] }) }
      isUndefined({ a }) { return send(this.options.baseURL, { isUndefined: a === undefined }) }
      agentGiven({ agent }) { return send(this.options.baseURL, { kind: agent.constructor.name, keepAlive: agent.keepAlive }) }
      exportGiven({ made }) { return send(this.options.baseURL, { name: made.name }) }
    }
    class Placed { constructor(url, credential, options) { Object.assign(this, client('placed', url, [credential, ...(options ? [options] : [])])) } }
    class Key { constructor(key) { this.key = key } }
    const createAcme = (options) => client('function', options.baseURL, options)
    const complete = ({ ...said }) => send(said.baseURL, { said })
    module.exports = { complete, Acme, Placed, Key, createAcme, default: createAcme }`,
  other: `
    module.exports = { say: ({ model, ...said }) => fetch(model.url, { method: 'POST', body: JSON.stringify({ model, said }) }), Key: class { constructor(key) { this.other = key } } }`,
}
for (const [name, text] of Object.entries(fakes)) {
  write(`npm/node_modules/${name}/index.js`, text)
  write(`npm/node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
}
write(
  'pypi/acme.py',
  `import json, os, urllib.request, asyncio
local = os.environ.get("ACME_LOCAL", "")
def send(url, said):
    data = json.dumps(said, default=lambda value: getattr(value, "__dict__", "a function")).encode()
    return urllib.request.urlopen(urllib.request.Request(url, data, method="POST")).status
def shown(value):
    return {"token": value.get_token("scope").token} if hasattr(value, "get_token") else value
class Model:
    def __init__(self, url, kind, given, model): self.all = (url, kind, given, model)
    def do_generate(self, **said):
        url, kind, given, model = self.all
        return send(url, {"kind": kind, "given": shown(given), "model": model, "said": said})
class Deep:
    def __init__(self, owner): self.owner = owner
    def create(self, *args, **said): return send(self.owner.url, {"kind": self.owner.kind, "given": shown(self.owner.given), "said": [*args, *([said] if said else [])]})
class Client:
    def __init__(self, kind, url, given): self.kind, self.url, self.given, self.deep = kind, url, given, Deep(self)
    def __call__(self, model): return {"url": self.url, "model": model, "made": "by the client itself"}
    def own_variable(self, **_):
        import acme_late
        return send(self.url, {"said": os.environ.get("ACME_OWN", "")})
    def at_import(self, **_): return send(self.url, {"said": local})
    def chat(self, model): return Model(self.url, self.kind, self.given, model)
    def stream(self, **said):
        send(self.url, {"said": [said]})
        class Result: parts = None
        def parts():
            yield 1
            send(self.url, "read to its end")
        Result.parts = parts()
        return Result
    async def later(self, **said): return send(self.url, {"said": [said]})
    def auth(self): return {"authorization": "its own"}
    @property
    def fields(self): return {"authorization": "its own"}
    def signed(self, **said):
        key = self.given["api_key"]
        try: key = key() if callable(key) else key
        except Exception as error: key = str(error)
        return send(self.url, {"key": key, "now": getattr(self, "key", None), "said": said, "auth": self.auth(), "fields": self.fields})
    @property
    def with_raw(self):
        import contextlib
        class Raw:
            @contextlib.contextmanager
            def raw(_, **said):
                class Response:
                    def read(_): send(self.url, {"said": said, "helper": True})
                yield Response()
        return Raw()
    def upload(self, file):
        name, text, stream = (file[0], file[1], False) if isinstance(file, tuple) else (file.name, file.read(), True)
        return send(self.url, {"name": name, "text": text.decode(), "stream": stream})
    def raw(self, **said): return send(self.url, {"said": said})
    async def blocked(self, token): return send(self.url, {"token": token()})
    def exportGiven(self, made): return send(self.url, {"name": made.__name__})
def complete(**said): return send(said["base_url"], {"said": said})
class Acme(Client):
    def __init__(self, **options): super().__init__("class", options["http"]["url"] if "http" in options else options["base_url"], options)
def Placed(url, credential=None, **options): return Client("placed", url, [shown(credential), *([options] if options else [])])
class Key:
    def __init__(self, key): self.key = key
`,
)
write(
  'pypi/other.py',
  `import json, urllib.request
class Key:
    def __init__(self, key): self.other = key
def say(model, **said):
    data = json.dumps({"model": model, "said": said}).encode()
    return urllib.request.urlopen(urllib.request.Request(model["url"], data, method="POST")).status
`,
)
write(
  'pypi/acme_aio.py',
  `from acme import Acme as Plain, send
class Acme:
    def __init__(self, **options): self.deep, self.url = self, options["base_url"]
    async def later(self, **said): return send(self.url, {"said": [{**said, "from": "aio"}]})
`,
)
write('pypi/acme_less.py', 'Other = 1')
write('pypi/acme_late.py', 'import os\nos.environ["ACME_OWN"] = "set at the import"')
write('pypi/acme-1.0.0.dist-info/METADATA', 'Metadata-Version: 2.1\nName: acme\nVersion: 1.0.0\n')
write('pypi/acme-1.0.0.dist-info/RECORD', 'acme.py,,\nacme_aio.py,,\nacme_less.py,,\n')

type Construct = {
  readonly client?: Partial<ClientWords>
  readonly api?: Partial<ApiWords>
  readonly words?: Partial<Dictionary>
  readonly scenario?: Partial<Scenario>
}

const said = { model: 'm' }
const familyOf = (registry: Registry, { client, api, words }: Construct): SpeakingFamily => {
  const isNpm = registry === 'npm'
  const dictionary: Dictionary = {
    clients: {
      vendor: {
        names: { '': 'Acme', '.async': 'Acme' },
        options: { apiKey: isNpm ? 'apiKey' : 'api_key' },
        environment: {},
        address: { 'base-url': { option: isNpm ? 'baseURL' : 'base_url', path: '/v1' } },
        ...client,
      },
    },
    apis: { chat: { method: 'deep.create', body: said, stream: false, ...api } },
    request: { headers: 'headers', query: null },
    copy: null,
    noField: null,
    statusOf: 'status',
    timeoutUnit: 'ms',
    ...words,
  }
  const control: Scenario = {
    id: 'control',
    title: 'One plain call.',
    client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' } },
    calls: [{ api: 'chat' }],
    behind: ['open'],
    file: 'test',
  }
  return {
    id: 'acme',
    packages: { [registry]: ['acme'] },
    variants: { [registry]: [''] },
    samples: {},
    dictionaries: { [registry]: dictionary },
    credentialFields: [],
    telemetryFields: [],
    lacks: {},
    control,
  }
}

const credentials = { of: (role: string) => role, provider: (role: string) => [role], roles: [], files: {}, minted: [] }

/** What was sent, and the call as its source says it. */
const run = async (registry: Registry, construct: Construct, variant: '' | '.async' = '') => {
  const family = familyOf(registry, construct)
  const scenario: Scenario = { ...family.control, id: 'it', ...construct.scenario }
  const target = {
    sdk: { id: 'acme', registry, package: 'acme', family: 'acme' },
    version: '1.0.0',
    publishedAt: null,
    source: { kind: 'registry' },
  } as const
  const { control, captures } = await measure({
    installed: {
      state: 'ready',
      target,
      dir: join(folder, registry),
      runtime: runtimes[registry],
      dependencies: {},
      reused: false,
    },
    family,
    cells: [{ scenario, variant, id: `it${variant}`, gateway: 'open' }],
    credentials,
    startCapture: () => startCapture({ ...clock, handlersFor: () => [http.all('*', () => new Response('{}'))] }),
    allowPorts: [],
    timeoutMs: 5_000,
    spawn: spawnDriver,
  })
  const [capture] = captures
  const spelled = spell(family, scenario, {
    registry,
    package: 'acme',
    version: '1.0.0',
    variant,
    gatewayUrl: 'http://gateway',
    otherOriginUrl: 'http://other',
    credential: credentials.of,
    provider: credentials.provider,
  })
  return {
    control,
    bodies:
      capture?.status === 'measured' ? capture.exchanges.map(({ body }) => JSON.parse(body.text ?? 'null')) : capture,
    headers: capture?.status === 'measured' ? capture.exchanges.flatMap(({ headers }) => headers) : [],
    source: spelled.kind === 'recipe' ? sourceText(spelled.recipe, registry) : spelled.reason,
  }
}

const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/c\/\w+\/v1$/)

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

  test('a call on what the client gives', async () => {
    const method = isNpm ? 'doGenerate' : 'do_generate'
    const found = await run(registry, { api: { on: { method: 'chat', args: ['gpt'] }, method } })
    expect(found.bodies).toMatchObject([{ model: 'gpt', said: { model: 'm' } }])
    expect(found.source).toContain(`client.chat('gpt').${method}(`)
  })

  test('a call of another module’s function, with something that the client gives', async () => {
    const found = await run(registry, {
      client: isNpm ? { by: 'call', names: { '': 'createAcme' } } : {},
      api: { of: 'other', method: 'say', body: { model: { $call: { method: '', args: ['gpt'] } }, text: 'hi' } },
    })
    expect(found.bodies).toEqual([{ model: { url, model: 'gpt', made: 'by the client itself' }, said: { text: 'hi' } }])
    expect(found.source).toContain(
      isNpm ? "await say({ model: client('gpt'), text: 'hi' })" : "say(\n  model=client('gpt'),",
    )
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

  test('what an API leaves open is what the call says there; what it does not, it lacks', async () => {
    const api = { body: { model: { $slot: 'model', else: 'm' } }, args: [{ $slot: 'id', else: 'one' }] } as const
    const found = await run(registry, {
      api,
      scenario: { calls: [{ api: 'chat' }, { api: 'chat', model: 'a/b', id: '', body: { more: [1] } }] },
    })
    expect(found.bodies).toMatchObject([{ said: ['one', { model: 'm' }] }, { said: ['', { model: 'a/b', more: [1] }] }])
    const lacking = await run(registry, { api, scenario: { calls: [{ api: 'chat', path: '/models' }] } })
    expect(lacking.source).toContain('no path in its chat API')
  })

  test.each(['bytes', 'stream'] as const)('a file as %s', async (as) => {
    const file = { $file: { name: 'a.jsonl', text: '{}', as } }
    const found = await run(registry, { api: { method: 'upload', body: { file } } })
    expect(found.bodies).toEqual([{ name: 'a.jsonl', text: '{}', stream: as === 'stream' }])
  })

  test('a helper that gives the answer as it came', async () => {
    const found = await run(registry, {
      words: {
        helpers: { 'streaming-response': isNpm ? { after: 'asResponse' } : { before: 'with_raw', enter: true } },
      },
      api: { method: 'raw' },
      scenario: { calls: [{ api: 'chat', helper: 'streaming-response' }] },
    })
    expect(found.bodies).toContainEqual({ said, helper: true })
    expect(found.source).toContain(isNpm ? '.asResponse()' : 'client.with_raw.raw(')
  })

  test('an export of another module as it stands; one that is not installed is said to be that', async () => {
    const made = (module: string) => ({ method: 'exportGiven', body: { made: { $export: { module, name: 'Key' } } } })
    expect((await run(registry, { api: made('other') })).bodies).toEqual([{ name: 'Key' }])
    const { control } = await run(registry, { api: made('absent') })
    expect(control).toMatchObject({ reason: expect.stringContaining('absent is not installed beside it') })
  })

  test('a stream that is a member of the result is read to its end', async () => {
    const found = await run(registry, { api: { method: 'stream', stream: 'parts' } })
    expect(found.bodies).toEqual([{ said: [{ model: 'm' }] }, 'read to its end'])
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

test('PyPI: a module for each variant', async () => {
  const words = { words: { module: { '': 'acme', '.async': 'acme_aio' } } } as const
  expect((await run('pypi', words)).bodies).toMatchObject([{ kind: 'class' }])
  expect((await run('pypi', { ...words, api: { async: 'later' } }, '.async')).bodies).toMatchObject([
    { said: [{ model: 'm', from: 'aio' }] },
  ])
})

test('npm: header fields as the language has them, and what is not set', async () => {
  const fields = (as: 'headers' | 'pairs') => ({ $fields: { as, of: { 'x-a': ['1', '2'] } } })
  const given = (as: 'headers' | 'pairs') =>
    run('npm', { api: { method: 'fieldsGiven', body: { fields: fields(as) } } })
  expect((await given('headers')).bodies).toEqual([{ kind: 'Headers', fields: [['x-a', '1, 2']] }])
  expect((await given('pairs')).bodies).toEqual([
    {
      kind: 'Array',
      fields: [
        ['x-a', '1'],
        ['x-a', '2'],
      ],
    },
  ])
  const none = await run('npm', { api: { method: 'isUndefined', body: { a: { $nothing: true } } } })
  expect(none.bodies).toEqual([{ isUndefined: true }])
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

test('npm: a client that a function gives, by its name or as the default export', async () => {
  const byName = await run('npm', { client: { by: 'call', names: { '': 'createAcme' } } })
  expect(byName.bodies).toMatchObject([{ kind: 'function', given: { apiKey: 'api-key', baseURL: url } }])
  expect(byName.source).toContain('const client = createAcme({')
  const byDefault = await run('npm', { client: { by: 'call', names: { '': 'default' } } })
  expect(byDefault.bodies).toMatchObject([{ kind: 'function' }])
  expect(byDefault.source).toMatch(/^import createClient from 'acme'/)
})

test('npm: an agent of node:http of one’s own', async () => {
  const found = await run('npm', { api: { method: 'agentGiven', body: { agent: { $agent: 'connection-each' } } } })
  expect(found.bodies).toEqual([{ kind: 'Agent', keepAlive: false }])
  expect(found.source).toContain("import { Agent } from 'node:http'")
})

test('PyPI: a provider that the asynchronous client calls and does not await', async () => {
  const token = { $blocking: { $provider: ['api-key'] } }
  const found = await run('pypi', { api: { async: 'blocked', body: { token } } }, '.async')
  expect(found.bodies).toEqual([{ token: 'api-key' }])
})

test('PyPI: the asynchronous method of a client that is the same', async () => {
  const found = await run('pypi', { api: { async: 'later' } }, '.async')
  expect(found.bodies).toEqual([{ said: [{ model: 'm' }] }])
})

test.each([
  'npm',
  'pypi',
] as const)('%s: a member of a body that is called like an instruction’s is none', async (registry) => {
  const found = await run(registry, { api: { body: { of: 'everything' } } })
  expect(found.bodies).toMatchObject([{ said: [{ of: 'everything' }] }])
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

test('what a version has not, it lacks by name', async () => {
  const lacking = await run('npm', { client: { as: { apiKey: { $make: { name: 'Gone' } } } } })
  expect(lacking.control).toMatchObject({ reason: expect.stringContaining('exports no Gone') })
  const none = await run('pypi', { scenario: { calls: [{ api: 'chat', query: { a: 'b' } }] } })
  expect(none.source).toContain('no query parameters of one request')
})

import { describe, expect, test } from 'vitest'
import { run, said, url } from './constructs.fixture.ts'

// Every construct of a recipe that makes a call, through both drivers: what the fake SDK was given it sends as its body.

describe.each(['npm', 'pypi'] as const)('%s', (registry) => {
  const isNpm = registry === 'npm'

  test('a call on what the client gives', async () => {
    const method = isNpm ? 'doGenerate' : 'do_generate'
    const found = await run(registry, { api: { on: { method: 'chat', args: ['gpt'] }, method } })
    expect(found.bodies).toMatchObject([{ model: 'gpt', said: { model: 'm' } }])
    expect(found.source).toContain(`client.chat('gpt').${method}(`)
  })

  test('a call that versions name differently: the first of its names that this one has', async () => {
    const found = await run(registry, { api: { method: ['older.create', 'deep.create', 'raw'] } })
    expect(found.bodies).toMatchObject([{ kind: 'class', said: [{ model: 'm' }] }])
    expect(found.source).toMatch(/client\.older\.create\(.*\n(#|\/\/) where that has none: deep\.create, raw\n/s)
    const lacking = await run(registry, { api: { method: ['older.create', 'oldest'] } })
    expect(lacking.control).toMatchObject({ reason: "This version's Acme has no older.create() or oldest()." })
  })

  test('a call whose arguments one version takes thus and another otherwise, known by another method', async () => {
    const found = await run(registry, { api: { method: 'raw', where: 'deep.create' } })
    expect(found.bodies).toMatchObject([{ said: { model: 'm' } }])
    const lacking = await run(registry, { api: { method: 'raw', where: 'deep.remove' } })
    expect(lacking.control).toMatchObject({
      reason: "This version's Acme takes raw() otherwise: it has no deep.remove().",
    })
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

  test('an id that the program has not', async () => {
    const api = { body: null, args: [{ $slot: 'id', else: 'one' }] } as const
    const found = (id: null | { readonly nothing: true }) =>
      run(registry, { api, scenario: { calls: [{ api: 'chat', id }] } })
    const none = await found(null)
    expect(none.bodies).toMatchObject([{ said: [null] }])
    expect(none.source).toContain(isNpm ? 'create(null' : 'create(None')
    const unset = await found({ nothing: true })
    if (isNpm) expect(unset.source).toContain('create(undefined')
    else expect(unset.bodies).toMatchObject({ reason: expect.stringContaining('no value for what is not set') })
  })

  test.each(['bytes', 'stream', 'pipe'] as const)('a file as %s', async (as) => {
    const file = { $file: { name: 'a.jsonl', text: '{}', as } }
    const found = await run(registry, { api: { method: 'upload', body: { file } } })
    expect(found.bodies).toEqual([{ name: 'a.jsonl', text: '{}', stream: as !== 'bytes' }])
  })

  test('a file by its place on disk', async () => {
    const file = { $file: { name: 'a.jsonl', text: '{}', as: 'path' } } as const
    const found = await run(registry, { api: { method: 'upload', body: { file } } })
    if (isNpm)
      expect(found.control).toMatchObject({ reason: expect.stringContaining('no value for a file by its path') })
    else {
      expect(found.bodies).toEqual([{ name: 'a.jsonl', text: '{}', path: true }])
      expect(found.source).toContain('from pathlib import Path')
    }
  })

  test('the bytes of a file alone', async () => {
    const file = { $file: { name: 'a.json', text: '{"a":1}', as: 'content' } } as const
    const found = await run(registry, { api: { method: 'upload', body: { file } } })
    expect(found.bodies).toEqual([{ bytes: '{"a":1}' }])
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

  test('a copy is one of several clients, or takes the place of the client that is let go', async () => {
    const copied = (letsGo: { readonly letsGo?: true }) =>
      run(registry, {
        words: { copy: 'copied' },
        api: { method: 'whose' },
        scenario: {
          calls: [{ api: 'chat', copy: { credentials: { apiKey: 'auth-token' }, ...letsGo } }, { api: 'chat' }],
        },
      })
    const besides = await copied({})
    expect(besides.bodies).toMatchObject([
      { kind: 'copy', key: 'auth-token', ...(isNpm ? {} : { original: true }) },
      { kind: 'class', key: 'api-key' },
    ])
    const alone = await copied({ letsGo: true })
    const copy = { kind: 'copy', key: 'auth-token', ...(isNpm ? {} : { original: false }) }
    expect(alone.bodies).toEqual([copy, copy])
    expect(alone.source).toContain(
      isNpm
        ? 'let client = new Acme({'
        : "client = client.copied(\n  api_key='auth-token',\n)\ncollect()\nclient.whose(",
    )
  })

  test('calls at once: none waits for the end of another', async () => {
    const found = await run(registry, {
      api: { method: 'together' },
      scenario: { calls: [{ api: 'chat', times: 2, atOnce: true }, { api: 'chat' }] },
    })
    expect(found.bodies).toEqual([{ flying: 2 }, { flying: 2 }, { flying: 1 }])
    expect(found.outcomes).toHaveLength(2)
    expect(found.source).toContain(isNpm ? 'await Promise.all(Array.from({ length: 2 }' : 'ThreadPoolExecutor')
  })

  test('header fields as a mapping that is no plain one', async () => {
    const fields = { $fields: { as: 'map', of: { 'x-a': 'b' } } } as const
    const found = await run(registry, { api: { method: 'fieldsGiven', body: { fields } } })
    expect(found.bodies).toEqual([{ kind: isNpm ? 'Map' : 'mappingproxy', fields: [['x-a', 'b']] }])
    expect(found.source).toContain(isNpm ? 'new Map(Object.entries(' : 'types.MappingProxyType(')
  })

  test('a stream that is a member of the result is read to its end', async () => {
    const found = await run(registry, { api: { method: 'stream', stream: 'parts' } })
    expect(found.bodies).toEqual([{ said: [{ model: 'm' }] }, 'read to its end'])
  })
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

test('npm: an agent of node:http of one’s own', async () => {
  const found = await run('npm', { api: { method: 'agentGiven', body: { agent: { $agent: 'connection-each' } } } })
  expect(found.bodies).toEqual([{ kind: 'Agent', keepAlive: false }])
  expect(found.source).toContain("import { Agent } from 'node:http'")
})

test('PyPI: calls of an asynchronous client at once', async () => {
  const found = await run(
    'pypi',
    {
      api: { method: 'together', async: 'together_later' },
      scenario: { calls: [{ api: 'chat', times: 2, atOnce: true }] },
    },
    '.async',
  )
  expect(found.bodies).toEqual([{ flying: 2 }, { flying: 2 }])
  expect(found.source).toContain('await asyncio.gather(*[')
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

test('what a version has not, it lacks by name', async () => {
  const lacking = await run('npm', { client: { as: { apiKey: { $make: { name: 'Gone' } } } } })
  expect(lacking.control).toMatchObject({ reason: expect.stringContaining('exports no Gone') })
  const none = await run('pypi', { scenario: { calls: [{ api: 'chat', query: { a: 'b' } }] } })
  expect(none.source).toContain('no query parameters of one request')
})

import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Registry } from '../../model/sdk.ts'
import type { ListOptions } from './list-options.ts'
import { listReleases } from './list-releases.ts'
import { type Loopback, reply, startLoopback } from './loopback.fixture.ts'
import { RegistryError } from './registry-error.ts'

let dir: string
let server: Loopback
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'registries-'))
  for (const name of ['home', 'project']) mkdirSync(join(dir, name))
  writeFileSync(join(dir, 'project', 'package.json'), '{}')
  server = await startLoopback(reply(404))
})
afterEach(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

/** No configuration of this machine takes part. */
const options = (env: Record<string, string> = {}, changed: Partial<ListOptions> = {}): ListOptions => ({
  cacheDir: join(dir, 'cache'),
  offline: false,
  cwd: join(dir, 'project'),
  timeoutMs: 60_000,
  env: {
    HOME: join(dir, 'home'),
    PIP_CONFIG_FILE: '/dev/null',
    npm_config_globalconfig: join(dir, 'none'),
    npm_config_registry: server.url,
    UV_INDEX_URL: `${server.url}/simple`,
    ...env,
  },
  ...changed,
})

const list = (registry: Registry, name = 'openai', given = options()) =>
  listReleases({ registry, package: name }, given)

const errorOf = async (promise: Promise<unknown>): Promise<RegistryError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof RegistryError) return error
  throw error
}

const PACKUMENT = {
  'dist-tags': { latest: '5.18.0', next: '6.0.0-beta.1' },
  repository: { type: 'git', url: 'git+https://github.com/openai/openai-node.git' },
  time: { created: 'x', '5.18.0': '2026-05-14T01:53:49.978Z', '5.9.0': '2026-06-01T00:00:00Z' },
  versions: {
    '5.18.0': { engines: { node: '>=18' } },
    '6.0.0-beta.1': { engines: ['node'] },
    '5.9.0': { deprecated: 'leaks keys', engines: { node: 18 } },
    '5.9.1': { deprecated: '' },
  },
}
const file = (filename: string, changed: object = {}) => ({ filename, url: 'x', hashes: {}, ...changed })
const PROJECT = {
  meta: { 'api-version': '1.1' },
  name: 'openai',
  versions: ['0.9.0', '2.10.0', '2.9.0', '2.11.0rc1', '2.12.0'],
  files: [
    file('openai-2.10.0-py3-none-any.whl', { 'requires-python': '>=3.9', 'upload-time': '2026-05-02T00:00:00Z' }),
    file('openai-2.10.0.tar.gz', {
      'requires-python': '>=3.9',
      'upload-time': '2026-05-01T00:00:00Z',
      yanked: 'only the source',
    }),
    file('openai-2.9-py3-none-any.whl', { yanked: 'broken auth', 'upload-time': '2026-05-03T00:00:00Z' }),
    file('openai-2.9.tar.gz', { yanked: true }),
    file('openai-0.9.0.tar.gz', { yanked: false }),
    file('openai-2.11.0rc1-py3-none-any.whl'),
    file('openai-1.0-py2.7.egg'),
  ],
}
const GOOD = { npm: PACKUMENT, pypi: PROJECT }
const REGISTRIES: Registry[] = ['npm', 'pypi']

describe('npm', () => {
  test('lists versions in semver order with what the registry says of each', async () => {
    server.answer(reply(200, PACKUMENT))
    const { releases, tags, repository, from } = await list('npm')
    expect(releases.map(({ version }) => version)).toEqual(['5.9.0', '5.9.1', '5.18.0', '6.0.0-beta.1'])
    expect(releases[0]).toEqual({
      version: '5.9.0',
      prerelease: false,
      deprecated: 'leaks keys',
      yanked: null,
      publishedAt: '2026-06-01T00:00:00Z',
      requires: null,
      installable: true,
    })
    expect(releases.map(({ deprecated, requires, prerelease }) => [deprecated, requires, prerelease]).slice(1)).toEqual(
      [
        [null, null, false],
        [null, '>=18', false],
        [null, null, true],
      ],
    )
    expect({ tags, repository, from }).toEqual({
      tags: PACKUMENT['dist-tags'],
      repository: 'https://github.com/openai/openai-node',
      from: 'network',
    })
  })

  test("goes where the project's .npmrc sends a scope, with the token for that host", async () => {
    server.answer(reply(200, PACKUMENT))
    const host = server.url.replace('http:', '')
    writeFileSync(
      join(dir, 'project', '.npmrc'),
      `@own:registry=${server.url}/private/\n${host}/private/:_authToken=s3cret\n`,
    )
    await list('npm', '@own/sdk', options({ npm_config_registry: 'http://127.0.0.1:9' }))
    expect(server.asked.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/private/@own%2fsdk', 'Bearer s3cret'],
    ])
  })

  test("takes the registry from the user's .npmrc, and sends the token nowhere else", async () => {
    server.answer(reply(200, PACKUMENT))
    writeFileSync(join(dir, 'home', '.npmrc'), `registry=${server.url}\n//elsewhere.example/:_authToken=s3cret\n`)
    const { npm_config_registry: _, ...env } = options().env
    await list('npm', 'openai', options({}, { env }))
    expect(server.asked.map(({ url, headers }) => [url, headers.authorization])).toEqual([['/openai', undefined]])
  })
})

test('npm goes through the proxy of .npmrc', async () => {
  server.answer(reply(200, PACKUMENT))
  writeFileSync(join(dir, 'project', '.npmrc'), `registry=http://registry.example/\nproxy=${server.url}\n`)
  const { npm_config_registry: _, ...env } = options().env
  await list('npm', 'openai', options({}, { env }))
  expect(server.asked.map(({ url }) => url)).toEqual(['http://registry.example/openai'])
})

describe('PyPI', () => {
  test('groups files into versions by PEP 440, spelled as the index spells them', async () => {
    server.answer(reply(200, PROJECT, { 'content-type': 'application/vnd.pypi.simple.v1+json' }))
    const { releases, tags } = await list('pypi', 'OpenAI')
    expect(server.asked[0]?.url).toBe('/simple/openai/')
    expect(
      releases.map(({ version, yanked, installable, prerelease }) => ({ version, yanked, installable, prerelease })),
    ).toEqual([
      { version: '0.9.0', yanked: null, installable: false, prerelease: false },
      { version: '2.9.0', yanked: 'broken auth', installable: true, prerelease: false },
      { version: '2.10.0', yanked: null, installable: true, prerelease: false },
      { version: '2.11.0rc1', yanked: null, installable: true, prerelease: true },
    ])
    expect(releases[2]).toMatchObject({ publishedAt: '2026-05-01T00:00:00Z', requires: '>=3.9' })
    expect(releases[3]).toMatchObject({ publishedAt: null, requires: null })
    expect(tags).toEqual({ latest: '2.10.0' })
  })

  test('asks once for the repository, which stands beside the index', async () => {
    const links = {
      info: { project_urls: { Homepage: 'https://openai.com', Source: 'https://github.com/openai/openai-python' } },
    }
    server.answer((request, response) =>
      reply(200, request.url === '/pypi/openai/json' ? links : PROJECT)(request, response),
    )
    expect((await list('pypi')).repository).toBe('https://github.com/openai/openai-python')
    expect((await list('pypi')).repository).toBe('https://github.com/openai/openai-python')
    expect(server.asked.map(({ url }) => url)).toEqual(['/simple/openai/', '/pypi/openai/json', '/simple/openai/'])
  })

  test('sends user and password of the index address as a header, and shows them to nobody', async () => {
    const url = `${server.url.replace('//', '//me:s3cret@')}/simple/?token=s3cret`
    const error = await errorOf(list('pypi', 'openai', options({ UV_INDEX_URL: url })))
    expect(server.asked[0]?.headers.authorization).toBe(`Basic ${btoa('me:s3cret')}`)
    expect(JSON.stringify([error.message, error])).not.toContain('s3cret')
    expect(error.where).toBe(`${server.url}/simple/openai/`)
  })

  test('an index that answers in HTML says so', async () => {
    server.answer(
      reply(200, '<!DOCTYPE html><a href="x">openai-1.0.tar.gz</a>', { 'content-type': 'text/html; charset=UTF-8' }),
    )
    const error = await errorOf(list('pypi'))
    expect(error.trouble).toBe('unreadable')
    expect(error.message).toContain('HTML (PEP 503)')
    expect(error.message).toContain('UV_INDEX_URL')
  })
})

describe.each(REGISTRIES)('%s: the cache', (registry) => {
  const answering = (headers = {}) =>
    server.answer((request, response) =>
      request.url?.startsWith('/pypi/')
        ? reply(404)(request, response)
        : reply(200, GOOD[registry], headers)(request, response),
    )

  test('is revalidated with the etag', async () => {
    answering({ etag: '"v1"' })
    const first = await list(registry)
    server.answer((request, response) =>
      reply(request.headers['if-none-match'] === '"v1"' ? 304 : 500)(request, response),
    )
    expect(await list(registry)).toEqual(first)
    expect(first.from).toBe('network')
  })

  test('is revalidated with the date where there is no etag', async () => {
    answering({ 'last-modified': 'Mon, 23 Nov 2026 21:52:25 GMT' })
    await list(registry)
    server.answer(reply(304))
    expect((await list(registry)).from).toBe('network')
    expect(server.asked.at(-1)?.headers['if-modified-since']).toBe('Mon, 23 Nov 2026 21:52:25 GMT')
  })

  test('is left as it is by the same answer again, where there is neither etag nor date', async () => {
    answering()
    const first = await list(registry)
    const [name = ''] = readdirSync(join(dir, 'cache', 'registries', registry))
    const inode = () => statSync(join(dir, 'cache', 'registries', registry, name)).ino
    const before = inode()
    expect(await list(registry)).toEqual(first)
    expect(inode()).toBe(before)
    server.answer(reply(200, registry === 'npm' ? { ...PACKUMENT, versions: {} } : { ...PROJECT, files: [] }))
    expect((await list(registry)).releases).toEqual([])
  })

  test('speaks when offline, and nobody is asked', async () => {
    answering()
    const { releases } = await list(registry)
    const before = server.asked.length
    expect(await list(registry, 'openai', options({}, { offline: true }))).toMatchObject({ releases, from: 'cache' })
    expect(server.asked).toHaveLength(before)
  })

  test.each([500, 503, 429])('speaks when the registry is in trouble (%i)', async (status) => {
    answering()
    await list(registry)
    server.answer(reply(status))
    expect((await list(registry)).from).toBe('cache')
  })

  test('speaks when a captive portal answers for the registry', async () => {
    answering()
    await list(registry)
    server.answer(reply(200, '<html>Please log in', { 'content-type': 'text/html' }))
    expect((await list(registry)).from).toBe('cache')
  })

  test.each([
    [404, 'not-found'],
    [401, 'unauthorised'],
    [403, 'unauthorised'],
  ])('is silent when the registry says %i', async (status, trouble) => {
    answering()
    await list(registry)
    server.answer(reply(status))
    expect((await errorOf(list(registry))).trouble).toBe(trouble)
  })

  test('is ignored when it is damaged', async () => {
    answering()
    await list(registry)
    const folder = join(dir, 'cache', 'registries', registry)
    const [name = ''] = readdirSync(folder)
    writeFileSync(join(folder, name), '{"format": 1, "rel')
    expect((await list(registry)).from).toBe('network')
    expect((await list(registry, 'openai', options({}, { offline: true }))).from).toBe('cache')
  })

  test('belongs to one registry: another one has its own', async () => {
    answering()
    await list(registry)
    const other = { npm_config_registry: `${server.url}/other`, UV_INDEX_URL: `${server.url}/other/simple` }
    expect((await errorOf(list(registry, 'openai', options(other, { offline: true })))).trouble).toBe('unreachable')
  })
})

describe.each(REGISTRIES)('%s: without a cache', (registry) => {
  test('a refused connection is told as such, with the way out', async () => {
    await server.close()
    const error = await errorOf(list(registry))
    expect(error.trouble).toBe('unreachable')
    expect(error.message).toContain('the connection was refused (ECONNREFUSED)')
    expect(error.hint).toContain(registry === 'npm' ? '.npmrc' : 'UV_INDEX_URL')
  })

  test('a registry that never answers does not hang the run', async () => {
    server.answer(() => undefined)
    const error = await errorOf(list(registry, 'openai', options({}, { timeoutMs: 300 })))
    expect(error.message).toContain('no answer within 0.3 s')
  })

  test('a passing failure is asked again', async () => {
    let count = 0
    server.answer((request, response) => {
      count += 1
      reply(count === 1 ? 503 : 200, GOOD[registry])(request, response)
    })
    expect((await list(registry)).from).toBe('network')
  })

  test('an unknown package is not an unreachable registry', async () => {
    const error = await errorOf(list(registry, 'opneai'))
    expect(error.trouble).toBe('not-found')
    expect(error.what).toContain('There is no package opneai')
  })

  test('offline says what to do', async () => {
    const error = await errorOf(list(registry, 'openai', options({}, { offline: true })))
    expect(error).toMatchObject({ trouble: 'unreachable', hint: 'Run once without --offline.' })
    expect(server.asked).toEqual([])
  })

  test('an answer that is no version list is told as such', async () => {
    server.answer(reply(200, { hello: 'world' }))
    expect((await errorOf(list(registry))).trouble).toBe('unreadable')
  })

  test('an address that is none is a mistake in the configuration', async () => {
    const given = options({ npm_config_registry: 'ftp://registry.example', UV_INDEX_URL: 'not an address' })
    await expect(list(registry, 'openai', given)).rejects.toMatchObject({
      name: 'UserError',
      code: 'registries/no-address',
    })
  })
})

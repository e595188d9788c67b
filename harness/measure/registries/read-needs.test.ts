import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ListOptions } from './list-options.ts'
import { type Handler, type Loopback, reply, startLoopback } from './loopback.fixture.ts'
import { readNeeds } from './read-needs.ts'

let dir: string
let server: Loopback
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'needs-'))
  for (const name of ['home', 'project']) mkdirSync(join(dir, name))
  writeFileSync(join(dir, 'project', 'package.json'), '{}')
  server = await startLoopback(reply(404))
})
afterEach(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

const options = (changed: Partial<ListOptions> = {}): ListOptions => ({
  cacheDir: join(dir, 'cache'),
  offline: false,
  cwd: join(dir, 'project'),
  timeoutMs: 60_000,
  env: {
    HOME: join(dir, 'home'),
    npm_config_globalconfig: join(dir, 'none'),
    npm_config_registry: server.url,
    UV_INDEX_URL: `${server.url.replace('://', '://me:secret@')}/simple`,
  },
  ...changed,
})
const npm = { registry: 'npm', package: '@langchain/openai', version: '0.3.0' } as const
const pypi = { registry: 'pypi', package: 'Langchain_OpenAI', version: '0.1.7' } as const

const METADATA = `Metadata-Version: 2.1
Requires-Dist: openai (>=1.24.0,<2.0.0)
Requires-Dist: httpx[http2]>=0.27 ; python_version < "3.12"
Requires-Dist: azure-identity>=1; extra == 'azure'

Requires-Dist: nothing, this is the description
`
const wheel = Buffer.from(zipSync({ 'langchain_openai-0.1.7.dist-info/METADATA': strToU8(METADATA) }))

/** A Python index; with `beside` it serves the metadata of PEP 658. */
const index =
  (file: Readonly<Record<string, unknown>>, beside: boolean): Handler =>
  (request, response) => {
    const url = request.url ?? ''
    const filename = 'langchain_openai-0.1.7-py3-none-any.whl'
    if (url === '/simple/langchain-openai/')
      return reply(200, { files: [{ filename, url: `../../files/${filename}`, ...file }] })(request, response)
    if (url === `/files/${filename}.metadata` && beside) return reply(200, METADATA)(request, response)
    if (url !== `/files/${filename}` || beside) return reply(404)(request, response)
    return response.writeHead(200).end(wheel)
  }

const NEEDS = [
  { name: 'openai', text: 'openai (>=1.24.0,<2.0.0)', kind: 'plain' },
  { name: 'httpx', text: 'httpx[http2]>=0.27 ; python_version < "3.12"', kind: 'plain' },
  { name: 'azure-identity', text: "azure-identity>=1; extra == 'azure'", kind: 'extra' },
]

test('npm: dependencies, optional ones and peers of that version', async () => {
  const manifest = {
    dependencies: { openai: '^4.57.3' },
    optionalDependencies: { ws: '^8' },
    peerDependencies: { zod: '*' },
  }
  server.answer(reply(200, { versions: { '0.3.0': manifest, '0.2.0': {}, broken: { dependencies: ['?'] } } }))
  expect(await readNeeds(npm, options())).toEqual({
    needs: [
      { name: 'openai', text: '^4.57.3', kind: 'plain' },
      { name: 'ws', text: '^8', kind: 'plain' },
      { name: 'zod', text: '*', kind: 'peer' },
    ],
  })
  expect(server.asked[0]?.headers.accept).toContain('application/vnd.npm.install-v1+json')
  expect(await readNeeds({ ...npm, version: '0.2.0' }, options())).toEqual({ needs: [] })
})

test('PyPI: by the metadata beside the wheel', async () => {
  server.answer(index({ 'core-metadata': { sha256: '…' } }, true))
  expect(await readNeeds(pypi, options())).toEqual({ needs: NEEDS })
  expect(server.asked.map(({ headers }) => headers.authorization !== undefined)).toEqual([true, true])
})

test('PyPI: out of the wheel, where the index serves no metadata', async () => {
  server.answer(index({ size: wheel.length }, false))
  expect(await readNeeds(pypi, options())).toEqual({ needs: NEEDS })
})

test('PyPI: a large wheel is not fetched for that', async () => {
  server.answer(index({ size: 900_000_000 }, false))
  expect(await readNeeds(pypi, options())).toEqual({ why: expect.stringContaining('too large') })
  expect(server.asked).toHaveLength(1)
})

test('PyPI: credentials of the index go nowhere else', async () => {
  const files = await startLoopback(reply(200, METADATA))
  server.answer(index({ url: `${files.url}/langchain_openai-0.1.7-py3-none-any.whl`, 'core-metadata': true }, true))
  expect(await readNeeds(pypi, options())).toEqual({ needs: NEEDS })
  expect(files.asked.map(({ headers }) => headers.authorization)).toEqual([undefined])
  await files.close()
})

test('it never changes: what was asked once is kept, also for --offline', async () => {
  server.answer(reply(200, { versions: { '0.3.0': { dependencies: { openai: '^4' } } } }))
  const offline = options({ offline: true })
  expect(await readNeeds(npm, offline)).toEqual({ why: expect.stringContaining('--offline') })
  const first = await readNeeds(npm, options())
  expect(await readNeeds(npm, options())).toEqual(first)
  expect(await readNeeds(npm, offline)).toEqual(first)
  expect(server.asked).toHaveLength(1)
})

test.each([
  ['npm: no such version', npm, { versions: {} }, 'does not list this version'],
  ['npm: something else than JSON', npm, '<html>', 'does not list this version'],
  ['PyPI: no wheel', pypi, { files: [{ filename: 'langchain-openai-0.1.7.tar.gz', url: 'x' }] }, 'no wheel'],
])('%s is said, and not kept', async (_, one, body, why) => {
  server.answer(reply(200, body))
  expect(await readNeeds(one, options())).toEqual({ why: expect.stringContaining(why) })
  expect(await readNeeds(one, options({ offline: true }))).toEqual({ why: expect.stringContaining('--offline') })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ownHost } from '../edges/host.ts'
import { run } from '../edges/process.ts'
import { createInstaller } from '../measure/install/install.ts'
import { findPnpm } from '../measure/install/pnpm.ts'
import { listReleases } from '../measure/registries/list-releases.ts'
import type { Registry, Release } from '../model/sdk.ts'
import { type FakeRegistry, startFakeRegistry } from './fake-registry.ts'
import { findUv, NO_UV } from './find-uv.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'

const uv = findUv(process.env)
const registries = ['npm', 'pypi'] as const
const spelled = (registry: Registry, npm: string, pypi: string): string => (registry === 'npm' ? npm : pypi)

let registry: FakeRegistry
let sandbox: Sandbox

beforeEach(async () => {
  registry = await startFakeRegistry()
  sandbox = makeSandbox(registry)
})
afterEach(async () => {
  await registry.close()
  sandbox.close()
})

const look = (kind: Registry) => {
  const { cacheDir, env, dir } = sandbox
  return listReleases({ registry: kind, package: 'openai' }, { cacheDir, env, cwd: dir, offline: false })
}

const install = (kind: Registry, version: string, publishedAt: string | null = null) => {
  const { cacheDir, env, dir } = sandbox
  const installer = createInstaller({ cacheDir, env, cwd: dir, offline: false, run })
  const sdk = { id: 'wobble', registry: kind, package: 'openai', family: 'openai' }
  return installer.install({ sdk, version, publishedAt, source: { kind: 'registry' } }, { resolve: 'release-day' })
}

test('pnpm installs from it unknowing, and checks the tarballs', async () => {
  const pnpm = await findPnpm({
    ...{ tools: sandbox.dir, offline: true, env: sandbox.env, cwd: sandbox.dir },
    ...{ host: ownHost(), run },
  })
  if ('reason' in pnpm) throw new Error(pnpm.reason)
  sandbox.write('package.json', '{ "private": true }')
  const ran = await run({ file: pnpm.path, args: ['add', 'openai@1.0.0'], cwd: sandbox.dir, env: sandbox.env })
  expect(ran).toMatchObject({ exitCode: 0 })
  expect(readFileSync(join(sandbox.dir, 'pnpm-lock.yaml'), 'utf8')).toMatch(/openai@1\.0\.0:\n\s+resolution: .*sha512-/)
  expect(registry.requests).toEqual(
    expect.arrayContaining([
      'GET /npm/openai 200',
      'GET /npm/openai/-/openai-1.0.0.tgz 200',
      'GET /npm/wobble-transport/-/wobble-transport-1.0.0.tgz 200',
    ]),
  )
})

test('npm installs from it unknowing', async ({ skip }) => {
  sandbox.write('package.json', '{ "private": true }')
  const ran = await run({ file: 'npm', args: ['install', 'openai@1.10.0'], cwd: sandbox.dir, env: sandbox.env })
  skip(ran.failure?.includes('ENOENT') ?? false, 'no npm on PATH')
  expect(ran).toMatchObject({ exitCode: 0 })
  expect(JSON.parse(readFileSync(join(sandbox.dir, 'package-lock.json'), 'utf8')).packages).toMatchObject({
    'node_modules/openai': { version: '1.10.0' },
    'node_modules/wobble-transport': { version: '2.0.0' },
  })
})

test('uv installs from it unknowing', async ({ skip }) => {
  skip(!uv, NO_UV)
  const args = ['pip', 'install', '--target', join(sandbox.dir, 'lib'), 'openai==1.0.0']
  const ran = await run({ file: uv ?? '', args, cwd: sandbox.dir, env: sandbox.env })
  expect(ran).toMatchObject({ exitCode: 0 })
  expect(existsSync(join(sandbox.dir, 'lib', 'openai', '__init__.py'))).toBe(true)
  // PEP 658: the metadata is asked for first, the wheel once it is chosen.
  expect(registry.requests.filter((line) => line.includes('openai-'))).toEqual([
    'GET /pypi/files/openai-1.0.0-py3-none-any.whl.metadata 200',
    'GET /pypi/files/openai-1.0.0-py3-none-any.whl 200',
  ])
})

test.each([
  'npm',
  'pypi',
] as const)('%s: versions are listed by order and not by date, oddities as the registry says them', async (kind) => {
  const { releases, tags, repository } = await look(kind)
  expect(releases.map(({ version }) => version)).toEqual([
    ...['1.0.0', '1.1.0', '1.1.1', '1.2.0', '1.2.1', '1.3.0', '1.4.0', '1.4.1', '1.4.2', '1.5.0', '1.6.0', '1.6.1'],
    ...['1.7.0', '1.7.1', '1.8.0', '1.9.0', '1.10.0', spelled(kind, '2.0.0-beta.1', '2.0.0b1'), '2.0.0'],
  ])
  expect(tags['latest']).toBe('2.0.0')
  expect(repository).toMatch(/^https:\/\/github\.com\/wobble-ai\/wobble-/)
  const odd = (says: (release: Release) => unknown) => releases.filter(says).map(({ version }) => version)
  expect(odd(({ deprecated }) => deprecated)).toEqual(kind === 'npm' ? ['1.8.0', '1.9.0'] : [])
  expect(odd(({ yanked }) => yanked !== null)).toEqual(kind === 'npm' ? [] : ['1.9.0'])
  expect(odd(({ prerelease }) => prerelease)).toEqual([spelled(kind, '2.0.0-beta.1', '2.0.0b1')])
  const dates = releases.map(({ publishedAt }) => publishedAt ?? '')
  expect(dates).not.toEqual(dates.toSorted())
})

test.each([
  'npm',
  'pypi',
] as const)('%s: an unchanged listing is answered with 304, a grown one in full', async (kind) => {
  registry.setReleases('1.10.0')
  const listing = kind === 'npm' ? 'GET /npm/openai' : 'GET /pypi/simple/openai/'
  const asked = () => registry.requests.splice(0).filter((line) => line.startsWith(listing))
  expect((await look(kind)).tags['latest']).toBe('1.10.0')
  expect(asked()).toEqual([`${listing} 200`])
  await look(kind)
  expect(asked()).toEqual([`${listing} 304`])
  registry.setReleases('2.0.0')
  expect((await look(kind)).tags['latest']).toBe('2.0.0')
  expect(asked()).toEqual([`${listing} 200`])
})

test.each(registries)('%s: a registry that tags and dates nothing', async (kind) => {
  await registry.close()
  sandbox.close()
  registry = await startFakeRegistry({ etag: false, dates: false })
  sandbox = makeSandbox(registry)
  await look(kind)
  const { releases } = await look(kind)
  expect(releases.every(({ publishedAt }) => publishedAt === null)).toBe(true)
  expect(registry.requests.some((line) => line.endsWith('304'))).toBe(false)
})

test.for(registries)('%s: the tool installs a version with the dependency of its day', async (kind, { skip }) => {
  skip(kind === 'pypi' && !uv, NO_UV)
  const { releases } = await look(kind)
  const dateOf = (wanted: string) => releases.find(({ version }) => version === wanted)?.publishedAt ?? null
  const both = await Promise.all(['1.8.0', '1.10.0'].map((version) => install(kind, version, dateOf(version))))
  expect(both).toMatchObject([
    { state: 'ready', dependencies: { openai: '1.8.0', 'wobble-transport': '1.0.0' } },
    { state: 'ready', dependencies: { openai: '1.10.0', 'wobble-transport': '2.0.0' } },
  ])
})

test.for(registries)('%s: 1.5.0 does not install, and the reason is said', async (kind, { skip }) => {
  skip(kind === 'pypi' && !uv, NO_UV)
  expect(await install(kind, '1.5.0')).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('wobble-absent'),
  })
})

test('the same table gives the same bytes', async () => {
  const again = await startFakeRegistry()
  const fetched = async ({ npmUrl }: FakeRegistry) => {
    const { versions } = JSON.parse(await (await fetch(`${npmUrl}openai`)).text())
    return versions['2.0.0'].dist.integrity
  }
  const wheel = async ({ pypiUrl }: FakeRegistry) =>
    JSON.parse(await (await fetch(`${pypiUrl}/openai/`)).text()).files.at(-1).hashes.sha256
  try {
    expect(await fetched(again)).toBe(await fetched(registry))
    expect(await wheel(again)).toBe(await wheel(registry))
  } finally {
    await again.close()
  }
})

test('a version that is not in the table cannot be published', () => {
  expect(() => registry.setReleases('9.9.9')).toThrow('no openai 9.9.9')
})

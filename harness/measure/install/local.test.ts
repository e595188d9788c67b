import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { run } from '../../edges/process.ts'
import type { Registry } from '../../model/sdk.ts'
import { makeGitRepository } from '../../testing/git-repository.ts'
import { tarball } from '../../testing/tarball.ts'
import { aFolder } from './install.fixture.ts'
import { openLocal, targetOf } from './local.ts'

const tools = { run, env: process.env }
const sdk = (registry: Registry = 'npm') => ({ id: 'sdk', registry, package: 'openai', family: 'openai' })
const aPath = async (name: string, content: string | Buffer) => {
  const dir = await aFolder()
  const path = join(dir, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
}
const versionOf = async (path: string, registry: Registry = 'npm') =>
  targetOf(await openLocal(path, tools), sdk(registry)).version

test('a folder has its version from its manifest, with the name of the folder behind it', async () => {
  const npm = await aPath('my SDK (new)/package.json', '{ "name": "openai", "version": "5.17.0" }')
  expect(await versionOf(join(npm, '..'))).toBe('5.17.0+my.sdk.new')
  const python = await aPath('sdk/pyproject.toml', '[project]\nname = "OpenAI"\nversion = "2.34.0"\n')
  expect(await versionOf(join(python, '..'), 'pypi')).toBe('2.34.0+sdk')
})

test('a version that comes with the build is not known before', async () => {
  const dynamic = await aPath('sdk/pyproject.toml', '[project]\nname = "openai"\ndynamic = ["version"]\n')
  expect(await versionOf(join(dynamic, '..'), 'pypi')).toBe('0.0.0+sdk')
  const old = await aPath('sdk/setup.py', 'setup()')
  expect(await versionOf(join(old, '..'), 'pypi')).toBe('0.0.0+sdk')
})

test('a tarball and a wheel say their version themselves', async () => {
  const manifest = JSON.stringify({ name: 'openai', version: '5.18.0' })
  const tgz = await aPath('x.tgz', tarball({ 'README.md': 'x'.repeat(2000), 'package.json': manifest }))
  expect(await versionOf(tgz)).toBe('5.18.0+tgz')
  expect(await versionOf(await aPath('openai-2.33.0-py3-none-any.whl', ''), 'pypi')).toBe('2.33.0+whl')
  const sdist = await aPath('openai-2.33.0.tar.gz', tarball({ 'pyproject.toml': '[project]' }))
  expect(await versionOf(sdist, 'pypi')).toBe('2.33.0+gz')
})

test.each([
  'prefix',
  'pax',
] as const)('a tarball with paths longer than 100 bytes says its version too: %s', async (form) => {
  const manifest = JSON.stringify({ name: 'openai', version: '5.18.0' })
  const top = `openai-${'0123456789'.repeat(12)}`
  expect(await versionOf(await aPath('x.tgz', tarball({ 'package.json': manifest }, top, form)))).toBe('5.18.0+tgz')
})

test('a commit is known by its hash, whatever the branch does later', async () => {
  const manifest = (version: string) => JSON.stringify({ name: 'openai', version })
  const repository = makeGitRepository([
    { message: 'One', files: { 'package.json': manifest('1.0.0') } },
    { message: 'Two', files: { 'package.json': manifest('2.0.0') } },
  ])
  onTestFinished(repository.close)
  const [first = '', second = ''] = repository.hashes
  const url = `git+file://${repository.dir}`
  expect(await versionOf(`${url}#main~1`)).toBe(`1.0.0+git.${first.slice(0, 7)}`)
  expect(await versionOf(url)).toBe(`2.0.0+git.${second.slice(0, 7)}`)
  await expect(versionOf(`${url}#nope`)).rejects.toThrow(/no commit called "nope"/)
  await expect(versionOf('git+https://git.example/sdk.git#main')).rejects.toThrow(/Clone a remote one first/)
  await expect(versionOf(`git+file://${await aFolder()}`)).rejects.toThrow(/no git repository/)
})

test.each([
  ['is not there', '/nowhere/sdk', 'There is no file or folder /nowhere/sdk'],
  ['holds another package', '{ "name": "left-pad", "version": "1.0.0" }', 'holds left-pad, not openai'],
  ['holds none at all', null, 'holds no npm package'],
  ['has a broken manifest', '{ "name": ', 'package.json: not readable'],
])('what %s is said', async (_, content, message) => {
  const path =
    content === null
      ? await aFolder()
      : content.startsWith('/')
        ? content
        : join(await aPath('sdk/package.json', content), '..')
  await expect(versionOf(path)).rejects.toThrow(message)
})

test('a file that is no tarball is said to be none', async () => {
  await expect(versionOf(await aPath('x.tgz', 'not gzip'))).rejects.toThrow(/no gzipped tarball/)
})

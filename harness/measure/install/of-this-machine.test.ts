import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from '../../edges/process.ts'
import { startFakeRegistry } from '../../testing/fake-registry.ts'
import { makeGitRepository } from '../../testing/git-repository.ts'
import { makeSandbox } from '../../testing/sandbox.ts'
import { tarball } from '../../testing/tarball.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { createInstaller } from './install.ts'
import type { LocalTarget } from './job.ts'

// A package of a registry that asks for a folder of this machine as its dependency would have it among its own files.

const own = temporaryFolder('own')
writeFileSync(join(own, 'key'), 'of somebody')
const repository = makeGitRepository([{ files: { 'package.json': '{"name":"x","version":"1.0.0"}' }, message: 'all' }])
const ways = {
  '1.0.1': `file:${own}`,
  '1.0.2': `link:${own}`,
  '1.0.3': `file:../../../../../../../..${own}`,
  '1.0.4': `git+file://${repository.dir}`,
  '1.0.5': own,
}
const registry = await startFakeRegistry({
  plain: [
    { name: 'reacher', version: '1.0.0', files: {} },
    ...Object.entries(ways).map(([version, x]) => ({ name: 'reacher', version, files: {}, dependencies: { x } })),
    { name: 'innocent', version: '1.0.0', files: {}, dependencies: { reacher: '1.0.1' } },
  ],
})
const sandbox = makeSandbox(registry)
afterAll(async () => {
  await registry.close()
  sandbox.close()
  repository.close()
})

const install = (name: string, version: string, source: LocalTarget['source'] = { kind: 'registry' }) => {
  const { cacheDir, env, dir } = sandbox
  const installer = createInstaller({ cacheDir, env, cwd: dir, offline: false, run })
  const sdk = { id: 'reacher', registry: 'npm', package: name, family: 'openai' } as const
  return installer.install({ sdk, version, publishedAt: null, source }, { resolve: 'today' })
}

test('one that asks for packages of its registry is laid down', async () => {
  expect(await install('reacher', '1.0.0')).toMatchObject({ state: 'ready' })
})

test.each([
  ...Object.entries(ways).map(([version, asked]) => ['reacher', version, asked] as const),
  ['innocent', '1.0.0', 'a dependency that does'] as const,
])('%s %s, which asks for %s, is not', async (name, version) => {
  expect(await install(name, version)).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/of this machine \((?:x|sdkdrift-own-\w+)\)|EXOTIC_SUBDEP/),
  })
  // Links into a package's files would be of the same file.
  expect(statSync(join(own, 'key')).nlink).toBe(1)
})

test('what a package of one’s own asks for by its own manifest may lie on this machine, what others ask for may not', async () => {
  const packed = (name: string, dependencies: Readonly<Record<string, string>>): LocalTarget['source'] => {
    const path = join(sandbox.dir, `${name}.tgz`)
    writeFileSync(path, tarball({ 'package.json': JSON.stringify({ name, version: '1.0.0', dependencies }) }))
    return { kind: 'path', path }
  }
  const [mine, theirs] = [packed('mine', { own: `file:${own}` }), packed('theirs', { reacher: '1.0.1' })]
  writeFileSync(join(own, 'package.json'), '{"name":"own","version":"1.0.0"}')
  expect(await install('mine', '1.0.0', mine)).toMatchObject({ state: 'ready' })
  expect(await install('theirs', '1.0.0', theirs)).toMatchObject({ state: 'failed' })
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../edges/process.ts'
import { createInstaller } from '../measure/install/install.ts'
import type { Registry } from '../model/sdk.ts'
import { type FakeRegistry, startFakeRegistry } from './fake-registry.ts'
import { findUv, NO_UV } from './find-uv.ts'
import { makeGitRepository } from './git-repository.ts'
import { packageFiles } from './package-files.ts'
import { releasesOf, shippedTable } from './releases.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'

const uv = findUv(process.env)
const filesOf = (registry: Registry, version: string) => {
  const release = releasesOf(shippedTable()).find((one) => one.package === 'openai' && one.version === version)
  if (!release) throw new Error(`The table has no openai ${version}.`)
  return packageFiles(registry, release)
}

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

test.for([
  'npm',
  'pypi',
] as const)('%s: a commit of the fake SDK builds, and one with a broken file does not', async (kind, { skip }) => {
  skip(kind === 'pypi' && !uv, NO_UV)
  const good = filesOf(kind, '1.3.0')
  const broken = kind === 'npm' ? { 'package.json': '{ "name": ' } : { 'openai/__init__.py': 'def :\n' }
  const repository = makeGitRepository([
    { message: 'Good', files: good },
    { message: 'Broken', files: { ...good, ...broken } },
  ])
  const { cacheDir, env, dir } = sandbox
  const installer = createInstaller({ cacheDir, env, cwd: dir, offline: false, run })
  const sdk = { id: 'wobble', registry: kind, package: 'openai', family: 'openai' }
  const installAt = (hash: string | undefined) => {
    repository.git('checkout', '--quiet', '--force', hash ?? '')
    const source = { kind: 'path', path: repository.dir } as const
    return installer.install({ sdk, version: 'checkout', publishedAt: null, source }, { resolve: 'today' })
  }
  try {
    expect(await installAt(repository.hashes[0])).toMatchObject({ state: 'ready', dependencies: { openai: '1.3.0' } })
    expect(await installAt(repository.hashes[1])).toMatchObject({ state: 'failed' })
  } finally {
    repository.close()
  }
})

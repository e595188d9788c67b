import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PQueue from 'p-queue'
import { expect, test } from 'vitest'
import { run } from '../../edges/process.ts'
import type { Target } from '../../model/sdk.ts'
import { aFolder, aTarget } from './install.fixture.ts'
import { createInstaller } from './install.ts'

const targets: readonly Target[] = [
  ...['4.0.0', '5.17.0', '5.18.0', '5.19.1'].map((version) => aTarget({ version })),
  aTarget({ registry: 'pypi', version: '2.33.0', publishedAt: '2026-04-28T14:04:40.482474Z' }),
  aTarget({ registry: 'pypi', version: '1.0.0', publishedAt: '2023-11-06T16:20:35.146Z' }),
]

test('real versions of both registries, four at once, then from where they lie', async () => {
  const cwd = await aFolder()
  const options = { cacheDir: join(cwd, 'cache'), offline: false, env: process.env, cwd, run }
  const queue = new PQueue({ concurrency: 4 })
  const install = (over: { offline?: boolean } = {}) => {
    const installer = createInstaller({ ...options, ...over })
    return queue.addAll(targets.map((target) => () => installer.install(target, { resolve: 'release-day' })))
  }
  const first = await install()
  expect(first.map((installed) => (installed.state === 'failed' ? installed.reason : ''))).toEqual(
    targets.map(() => ''),
  )
  const trees = first.map((installed) => (installed.state === 'ready' ? installed.dependencies : {}))
  // Optional peers (ws, zod) are not installed; 4.x brings its own fetch.
  expect(trees[1]).toEqual({ openai: '5.17.0' })
  expect(trees[0]).toMatchObject({ openai: '4.0.0', 'node-fetch': expect.stringMatching(/^2\./) })
  // The newest httpx of those days, and not today's.
  expect(trees[4]).toMatchObject({ openai: '2.33.0', httpx: '0.28.1', 'typing-extensions': '4.15.0' })
  expect(trees[5]).toMatchObject({ openai: '1.0.0', httpx: '0.25.1', pydantic: '2.4.2' })

  const again = await install({ offline: true })
  expect(again.map((installed) => installed.state === 'ready' && installed.reused)).toEqual(targets.map(() => true))
})

test('an unknown version and an install script: the one is told, the other is never run', async () => {
  const cwd = await aFolder()
  const installer = createInstaller({ cacheDir: join(cwd, 'cache'), offline: false, env: process.env, cwd, run })
  const unknown = await installer.install(aTarget({ version: '5.999.0' }), { resolve: 'release-day' })
  expect(unknown).toMatchObject({ state: 'failed', reason: expect.stringContaining('ERR_PNPM_NO_MATCHING_VERSION') })
  // Its install script would download a binary into bin/.
  const scripted = await installer.install(aTarget({ package: 'esbuild', version: '0.25.0' }), { resolve: 'today' })
  const dir = scripted.state === 'ready' ? scripted.dir : ''
  const manifest = await readFile(join(dir, 'node_modules/esbuild/package.json'), 'utf8')
  expect(manifest).toContain('postinstall')
  await access(join(dir, 'node_modules/esbuild/bin/esbuild'))
  expect((await readFile(join(dir, 'node_modules/esbuild/bin/esbuild'), 'utf8')).startsWith('#!')).toBe(true)
})

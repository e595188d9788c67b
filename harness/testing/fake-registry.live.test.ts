import { expect, test } from 'vitest'
import { cacheDir } from '../edges/paths.ts'
import { run } from '../edges/process.ts'
import { createInstaller } from '../measure/install/install.ts'
import { findUv } from './find-uv.ts'

// Where no uv was, the unit tests left the PyPI half out. Here one is fetched first, then they run as they are.
const installer = createInstaller({
  cacheDir: cacheDir(process.env),
  env: process.env,
  cwd: import.meta.dirname,
  offline: false,
  run,
})
const runtime = await installer.runtime('pypi')
await import('./fake-registry.test.ts')
await import('./fake-sdk.test.ts')
await import('./source-folder.test.ts')

test('uv is there', () => {
  expect(runtime).toMatchObject({ name: 'python' })
  expect(findUv(process.env)).toBeDefined()
})

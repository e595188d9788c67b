import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Registry } from '../../model/sdk.ts'
import { runtimes } from '../../testing/runtimes.ts'
import type { ObserveOptions } from './measure.ts'

/** Where the fake SDKs lie. */
export const fakes = join(import.meta.dirname, '../../../fixtures/drivers')

/**
 * A fake `openai` 6.0.0 of both registries for the tests of a file, gone behind the last.
 * @param name of its files in `fixtures/drivers/`
 */
export const installFake = (name: 'openai' | 'patient' | 'hostile') => {
  const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const packageDir = join(folder, 'npm', 'node_modules', 'openai')
  mkdirSync(packageDir, { recursive: true })
  mkdirSync(join(folder, 'pypi'))
  copyFileSync(join(fakes, `${name}.cjs`), join(packageDir, 'index.cjs'))
  writeFileSync(join(packageDir, 'package.json'), '{ "name": "openai", "version": "6.0.0", "main": "index.cjs" }')
  copyFileSync(join(fakes, `${name}.py`), join(folder, 'pypi', 'openai.py'))

  /** The one there, or what lies in `dir`. */
  const installedFrom = (registry: Registry, dir = join(folder, registry)): ObserveOptions['installed'] => {
    const sdk = { id: 'fake', registry, package: 'openai', family: 'openai' }
    const target = { sdk, version: '6.0.0', publishedAt: null, source: { kind: 'registry' } } as const
    return { state: 'ready', target, dir, runtime: runtimes[registry], dependencies: {}, reused: false }
  }
  return { folder, installedFrom }
}

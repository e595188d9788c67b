import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Registry } from '../../model/sdk.ts'
import { listReleases } from './list-releases.ts'
import { RegistryError } from './registry-error.ts'

const cacheDir = mkdtempSync(join(tmpdir(), 'registries-live-'))
afterAll(() => rmSync(cacheDir, { recursive: true, force: true }))

const list = (registry: Registry, name: string, offline = false) =>
  listReleases({ registry, package: name }, { cacheDir, offline, env: process.env, cwd: import.meta.dirname })

test.each<[Registry, string, string[], string]>([
  ['npm', 'openai', ['5.17.0', '5.18.0', '5.19.0', '5.19.1'], 'https://github.com/openai/openai-node'],
  ['pypi', 'openai', ['2.32.0', '2.33.0', '2.34.0'], 'https://github.com/openai/openai-python'],
])('%s lists %s in version order, and again without the network', async (registry, name, inOrder, repository) => {
  const online = await list(registry, name)
  const versions = online.releases.map(({ version }) => version)
  expect(versions.filter((version) => inOrder.includes(version))).toEqual(inOrder)
  expect(versions).toContain(online.tags['latest'])
  expect(online).toMatchObject({ from: 'network', repository })
  expect(await list(registry, name, true)).toEqual({ ...online, from: 'cache' })
})

test.each<Registry>(['npm', 'pypi'])('%s says when there is no such package', async (registry) => {
  const error = await list(registry, 'sdkdrift-has-no-such-package').catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(RegistryError)
  expect(error).toMatchObject({ trouble: 'not-found' })
})

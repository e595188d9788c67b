import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../edges/process.ts'
import { tarball } from '../../testing/tarball.ts'
import { aFolder, anInstaller, aTarget } from './install.fixture.ts'

const packed = async (path: string, manifest: object): Promise<string> => {
  await writeFile(path, tarball({ 'package.json': JSON.stringify(manifest) }))
  return path
}

test.each([
  ['new enough', '99.0.0', true],
  ['too old', '24.21.0', false],
])('an optional dependency is there when the Node that runs the SDK is %s for it, whatever Node is on PATH', async (_, version, there) => {
  const home = await aFolder()
  const optional = await packed(join(home, 'modern.tgz'), {
    name: 'modern',
    version: '1.0.0',
    engines: { node: '>=99' },
  })
  const path = await packed(join(home, 'openai.tgz'), {
    name: 'openai',
    version: '5.17.0',
    optionalDependencies: { modern: `file:${optional}` },
  })
  const env = { HOME: home, PATH: process.env['PATH'] }
  const installer = await anInstaller({ run, env, node: { name: 'node', version, path: process.execPath } })
  const installed = await installer.install(aTarget({ source: { kind: 'path', path } }), { resolve: 'release-day' })
  expect(installed).toMatchObject({ state: 'ready' })
  expect(installed.state === 'ready' && 'modern' in installed.dependencies).toBe(there)
})

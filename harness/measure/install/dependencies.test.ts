import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { npmTree, pypiTree } from './dependencies.ts'
import { aFolder, putNpm, putPypi } from './install.fixture.ts'

test('npm: every package that lies there, scopes and peers included, several versions of one joined in order', async () => {
  const dir = await aFolder()
  await putNpm(dir, 'openai', '4.0.0', '_zod@3.25.0')
  await putNpm(dir, '@types/node', '18.19.130')
  await putNpm(dir, 'ms', '2.10.0')
  await putNpm(dir, 'ms', '2.9.1')
  const slots = join(dir, 'node_modules/.pnpm')
  await symlink('../../ms@2.9.1/node_modules/ms', join(slots, 'openai@4.0.0_zod@3.25.0/node_modules/ms'))
  await mkdir(join(slots, 'node_modules'))
  const tree = await npmTree(dir)
  expect(tree).toEqual({ '@types/node': '18.19.130', ms: '2.9.1, 2.10.0', openai: '4.0.0' })
  expect(Object.keys(tree)).toEqual(['@types/node', 'ms', 'openai'])
})

test('PyPI: names in one spelling, versions from the metadata', async () => {
  const dir = await aFolder()
  await putPypi(dir, 'Typing_Extensions', '4.15.0')
  await putPypi(dir, 'httpx', '0.28.1')
  await mkdir(join(dir, 'httpx'))
  expect(await pypiTree(dir)).toEqual({ httpx: '0.28.1', 'typing-extensions': '4.15.0' })
})

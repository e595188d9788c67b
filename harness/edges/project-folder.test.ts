import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectFolder } from './project-folder.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'project-folder-'))
  for (const path of [
    'package.json',
    'apps/web/package.json',
    'node_modules/openai/package.json',
    'apps/web/node_modules/openai/package.json',
    '.venv/lib/requirements.txt',
    'my-env/pyvenv.cfg',
    'my-env/requirements.txt',
    'a/b/c/d/e/f/package.json',
    'a/b/c/d/e/f/g/package.json',
  ]) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), '{}')
  }
  await symlink(root, join(root, 'apps/loop'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

test("the project's own files, without installed packages, environments and what lies too deep", async () => {
  const files = await projectFolder(root).list()
  expect(files.filter((path) => !path.endsWith('loop'))).toEqual([
    'a/b/c/d/e/f/package.json',
    'apps/web/package.json',
    'package.json',
  ])
})

test('what is not there, is a folder or lies outside is null', async () => {
  const { read } = projectFolder(join(root, 'apps'))
  expect(await read('web/package.json')).toBe('{}')
  expect(await read('package.json')).toBeNull()
  expect(await read('web')).toBeNull()
  expect(await read('../package.json')).toBeNull()
})

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from './process.ts'
import { projectGit } from './project-git.ts'

const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: tmpdir(),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}
let root = ''
const git = (...args: readonly string[]) =>
  promisify(execFile)('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: root, env })

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'project-git-'))
  await mkdir(join(root, 'apps/web/node_modules/x'), { recursive: true })
  await git('init', '-q', '-b', 'main')
  await writeFile(join(root, 'package.json'), '{ "version": "before" }\n')
  await writeFile(join(root, 'apps/web/päckage.json'), '{}')
  await writeFile(join(root, 'apps/web/node_modules/x/package.json'), '{}')
  await git('add', '-f', '.')
  await git('commit', '-qm', 'before')
  await writeFile(join(root, 'package.json'), '{ "version": "after" }\n')
  await writeFile(join(root, 'new.json'), '{}')
})
afterAll(() => rm(root, { recursive: true, force: true }))

test('a ref is read as committed, and the working tree stays as it is', async () => {
  const files = await projectGit({ run, root, ref: 'main', env })
  expect(await files.list()).toEqual(['apps/web/päckage.json', 'package.json'])
  expect(await files.read('package.json')).toContain('before')
  expect(await files.read('new.json')).toBeNull()
  expect(await files.read('apps')).toBeNull()
  expect(await readFile(join(root, 'package.json'), 'utf8')).toContain('after')
})

test('a file of a commit is asked of git once', async () => {
  const asked: string[] = []
  const counting: typeof run = (command) => {
    asked.push(command.args.join(' '))
    return run(command)
  }
  const files = await projectGit({ run: counting, root, ref: 'main', env })
  for (const path of ['package.json', 'new.json', 'package.json', 'new.json']) await files.read(path)
  expect(asked.filter((args) => args.includes('cat-file'))).toHaveLength(2)
})

test('a folder inside the repository is a project of its own', async () => {
  const files = await projectGit({ run, root: join(root, 'apps/web'), ref: 'HEAD', env })
  expect(await files.list()).toEqual(['päckage.json'])
  expect(await files.read('päckage.json')).toBe('{}')
  expect(await files.read('../../package.json')).toBeNull()
})

test.each([
  ['nowhere', 'project/unknown-ref'],
  ['--help', 'project/unknown-ref'],
])('%s: %s', async (ref, code) => {
  await expect(projectGit({ run, root, ref, env })).rejects.toMatchObject({ code })
})

test('outside of a repository', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'no-git-'))
  const asked = projectGit({ run, root: outside, ref: 'main', env: { ...env, GIT_CEILING_DIRECTORIES: tmpdir() } })
  await expect(asked).rejects.toMatchObject({ code: 'project/no-repository' })
  await rm(outside, { recursive: true })
})

test('without git', async () => {
  const asked = projectGit({ run, root, ref: 'main', env: { PATH: '/nowhere' } })
  await expect(asked).rejects.toMatchObject({ code: 'project/no-git' })
})

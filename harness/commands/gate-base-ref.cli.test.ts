import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { gateProjects, npm, packageJson, packageLock } from '../testing/gate-projects.ts'

// The fake SDK: 1.3.0 no longer sends an Azure key in authorization, 1.4.0 moves it there alone, 1.4.2 moves it back;
// 2.0.0 refuses a key and a token given together.

const { registry, project } = await gateProjects()
const quick = ['--scenario', 'azure-api-key', '--gateway', 'azure-openai', '--gateway', 'apim-*']

const git = (dir: string, ...args: readonly string[]): void => {
  const identity = {
    GIT_AUTHOR_NAME: 'w',
    GIT_AUTHOR_EMAIL: 'w@example.com',
    GIT_COMMITTER_NAME: 'w',
    GIT_COMMITTER_EMAIL: 'w@example.com',
  }
  execFileSync('git', [...args], {
    cwd: dir,
    env: { PATH: process.env['PATH'], HOME: dir, GIT_CONFIG_NOSYSTEM: '1', ...identity },
  })
}
const repository = (files: Readonly<Record<string, unknown>>) => {
  const made = project(files)
  git(made.dir, 'init', '--quiet', '--initial-branch=main')
  git(made.dir, 'add', '--all')
  git(made.dir, 'commit', '--quiet', '--message=base')
  return made
}

test('from what the ref has locked to what the working tree has, without a checkout', async () => {
  const { json, write, dir } = repository(npm('^1.0.0', '1.3.0'))
  write('package-lock.json', JSON.stringify(packageLock('1.4.0')))
  const { code, answer, stderr } = await json('--base-ref', 'main', ...quick)
  expect(code, stderr).toBe(1)
  expect(answer().candidates).toMatchObject([{ file: 'package.json', from: '1.3.0', to: '1.4.0', verdict: 'blocked' }])
  git(dir, 'diff', '--cached', '--quiet')
})

test('nothing changed is nothing to compare; what is new has nothing to be compared with', async () => {
  const { gate, write } = repository(npm('^1.0.0', '1.3.0'))
  expect((await gate('--base-ref', 'main')).stdout).toBe(
    'current  nothing to compare; nothing was measured\n\nEvery SDK is at the version that main has.',
  )
  write('web/package.json', JSON.stringify(packageJson('1.2.0')))
  const { code, stdout } = await gate('--base-ref', 'main')
  expect(code).toBe(0)
  expect(stdout).toContain('openai 1.2.0 is new (web/package.json:1): main has no version of it to compare with.')
})

test('a manifest that was changed without its lockfile is judged by what an install makes of it', async () => {
  const { json, write } = repository(npm('^1.0.0', '1.3.0'))
  write('package.json', JSON.stringify(packageJson('>=1.4.0 <1.4.2')))
  const { code, answer } = await json('--base-ref', 'main', ...quick)
  expect(code).toBe(1)
  expect(answer().candidates).toMatchObject([{ from: '1.3.0', to: '1.4.1', verdict: 'blocked' }])
  expect(answer().notes).toContain(
    'package.json:1 does not allow openai 1.3.0, which is locked: an install by it has 1.4.1 today.',
  )
})

test('another copy from outside the registry, of whatever version, is no yes', async () => {
  const fork = (commit: string) => ({
    'package.json': packageJson('github:me/openai'),
    'package-lock.json': {
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { openai: 'github:me/openai' } },
        'node_modules/openai': { version: '1.3.0', resolved: `git+ssh://git@github.com/me/openai.git#${commit}` },
      },
    },
  })
  const { json, gate, writeAll } = repository(npm('^1.0.0', '1.3.0'))
  writeAll(fork('aaaa'))
  const { code, answer } = await json('--base-ref', 'main')
  expect(code).toBe(3)
  expect(answer().candidates).toMatchObject([
    {
      verdict: 'unknown',
      unknown: ['It comes from git+ssh://github.com/me/openai.git#aaaa, not from npm: that cannot be measured here.'],
    },
  ])
  expect((await gate()).code).toBe(3)
  const moved = repository(fork('aaaa'))
  moved.writeAll(fork('bbbb'))
  expect((await moved.json('--base-ref', 'main')).code).toBe(3)
})

test('a registry that answers for one of the two states alone does not make the SDK look new', async () => {
  const { json, writeAll } = repository(npm('^1.0.0', '1.3.0'))
  writeAll(npm('^1.0.0', '1.4.0'))
  let asked = 0
  // Each look-up tries several times.
  registry.setFaults((path) => (path === '/npm/openai' && asked++ > 0 ? { kind: 'status', status: 503 } : null))
  const { answer } = await json('--base-ref', 'main', ...quick).finally(() => registry.setFaults(() => null))
  expect(answer().candidates.map(({ from, to }) => [from, to])).toEqual([['1.3.0', '1.4.0']])
})

test('a ref that is none: exit 2', async () => {
  const { gate } = repository(npm('^1.0.0', '1.3.0'))
  const { code, stderr } = await gate('--base-ref', 'origin/none')
  expect([code, stderr.includes('git knows no commit called "origin/none"')], stderr).toEqual([2, true])
})

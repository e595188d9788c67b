import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Program } from '../../model/program.ts'
import { digestOf } from './program-digest.ts'

// What decides a program's results has to be in its digest: what is forgotten here would hide a drift for ever.

const path = process.env.PATH ?? ''
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'digest-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

const digest = async (argv: readonly [string, ...string[]], inputs?: readonly string[], cwd = folder) => {
  const program = { name: 'chat', argv, cwd, ...(inputs ? { inputs } : {}) } as unknown as Program
  const found = await digestOf(program, path, null)
  return found.kind === 'digest' ? found.value : found.reason
}

/** Whether the digest changes with the text of this file. */
const counts = async (name: string, ...how: Parameters<typeof digest>): Promise<boolean> => {
  write(name, 'one')
  const before = await digest(...how)
  write(name, 'two!')
  return (await digest(...how)) !== before
}

test('a file counts that a flag names with "="', async () => {
  write('chat.mjs', '')
  expect(await counts('one.env', ['node', '--env-file=one.env', 'chat.mjs'])).toBe(true)
  expect(await counts('other.env', ['node', '--env-file=one.env', 'chat.mjs'])).toBe(false)
})

test('a conftest.py counts between a test and the folder that it is started in', async () => {
  write('tests/deep/test_chat.py', '')
  expect(await counts('tests/conftest.py', ['pytest', 'tests/deep/test_chat.py::test_one'])).toBe(true)
  expect(await counts('tests/other/conftest.py', ['pytest', 'tests/deep/test_chat.py'])).toBe(false)
})

test('what git ignores counts only when an input names it as it is', async () => {
  execFileSync('git', ['init', '--quiet', folder])
  write('.gitignore', '*.log\n.env\n')
  write('probes/chat.mjs', '')
  expect(await counts('probes/a.log', ['node', 'probes/chat.mjs'], ['probes/**'])).toBe(false)
  expect(await counts('.env', ['node', 'probes/chat.mjs'], ['probes/**', '.env'])).toBe(true)
  expect(await digest(['node', 'probes/chat.mjs'], ['probes/*.log'])).toContain('git ignores all')
})

test('a file counts that lies in a repository of its own within this one', async () => {
  for (const dir of [folder, join(folder, 'lib/sub'), join(folder, 'clone')])
    execFileSync('git', ['init', '--quiet', dir])
  const commit = ['-c', 'user.name=a', '-c', 'user.email=a@a.test', 'commit', '--quiet', '--allow-empty', '-m', 'a']
  execFileSync('git', ['-C', join(folder, 'lib/sub'), ...commit])
  // A submodule, as git lists it; the clone is in no index.
  execFileSync('git', ['-C', folder, '-c', 'advice.addEmbeddedRepo=false', 'add', 'lib/sub'])
  write('chat.mjs', '')
  expect(await counts('lib/sub/deep/a.json', ['node', 'chat.mjs'], ['chat.mjs', 'lib/**'])).toBe(true)
  expect(await counts('clone/a.json', ['node', 'chat.mjs'], ['chat.mjs', 'clone/**'])).toBe(true)
})

test('a project that lies in a folder called venv is read like any other', async () => {
  write('venv/chat.mjs', `import './model.mjs'`)
  const at = join(folder, 'venv')
  expect(await counts('venv/model.mjs', ['node', 'chat.mjs'], undefined, at)).toBe(true)
  expect(await counts('venv/model.mjs', ['node', 'chat.mjs'], ['*.mjs'], at)).toBe(true)
})

test('where the checkout lies decides nothing', async () => {
  write('a/chat.mjs', 'same')
  write('b/chat.mjs', 'same')
  const [a, b] = [join(folder, 'a'), join(folder, 'b')]
  expect(await digest(['node', 'chat.mjs'], undefined, a)).toBe(await digest(['node', 'chat.mjs'], undefined, b))
})

test.each([
  [['./chat.sh'], 'chat.sh is a script for a shell'],
  [['node', 'computed.mjs'], 'computed.mjs loads something by a name that it computes'],
  [['node', '-e', '1'], 'No script stands in its command'],
] as const)('%s: what decides it is not known, and why', async (argv, reason) => {
  write('chat.sh', 'node chat.mjs')
  write('computed.mjs', `await import('..' + process.argv[2])`)
  expect(await digest(argv as unknown as [string, ...string[]])).toContain(reason)
})

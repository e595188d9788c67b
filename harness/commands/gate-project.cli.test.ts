import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { GateAnswer } from '../model/gate.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import { findUv } from '../testing/find-uv.ts'
import { shippedTable } from '../testing/releases.ts'

// What else of a project than its own manifests decides a step. The fake SDK has 1.0.0 to 1.4.2 and 2.0.0; 1.3.0 no
// longer sends an Azure key in authorization.

const python = findUv(process.env) !== undefined
const wrapper = {
  version: '0.3.0',
  published: '2024-07-01',
  fork: { of: 'openai', module: 'wraps_openai' },
  needs: { npm: { openai: '~1.1.0' }, pypi: { openai: '>=1,<1.2' } },
}
const stripe = ['11.0.0', '12.0.0'].map((version) => ({
  version,
  published: '2024-01-10',
  fork: { of: 'openai', module: 'stripe' },
}))
const { newSandbox } = await fakeWorld({ releases: { ...shippedTable(), 'wraps-openai': [wrapper], stripe } })

const project = (files: Readonly<Record<string, unknown>>) => {
  const sandbox = newSandbox()
  sandbox.writeAll(files)
  const gate = (...args: readonly string[]) => sandbox.cli(['gate', ...args])
  const answer = async (...args: readonly string[]): Promise<GateAnswer> =>
    JSON.parse((await gate('--json', ...args)).stdout)
  return { ...sandbox, gate, answer }
}

/** The project's folder as a repository, with what it has now as its one commit. */
const commitAll = (dir: string): void => {
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
    ['commit', '--quiet', '--message=base'],
  ])
    execFileSync('git', ['-c', 'user.name=me', '-c', 'user.email=me@example.com', ...args], { cwd: dir })
}

const quick = ['--scenario', 'azure-api-key', '--gateway', 'azure-openai']
const packageJson = { name: 'ours', dependencies: { 'wraps-openai': '0.3.0' } }
const packageLock = (range: string) => ({
  name: 'ours',
  lockfileVersion: 3,
  packages: {
    '': packageJson,
    'node_modules/openai': { version: '1.1.0' },
    'node_modules/wraps-openai': { version: '0.3.0', dependencies: { openai: range } },
  },
})
const held = (range: string, place: string) =>
  `Held back by wraps-openai 0.3.0, which wants openai ${range} (${place}).`

test('an SDK that another package brought goes as far as that package allows, and who holds it is said', async () => {
  const { answer } = project({ 'package.json': packageJson, 'package-lock.json': packageLock('~1.1.0') })
  const { verdict, candidates } = await answer(...quick)
  expect(candidates).toMatchObject([
    { from: '1.1.0', to: '1.1.1', file: 'package-lock.json', notes: [held('~1.1.0', 'package-lock.json:17')] },
  ])
  expect(verdict).toBe('safe')
})

test('--latest goes past it, and says who has to move too', async () => {
  const { answer } = project({ 'package.json': packageJson, 'package-lock.json': packageLock('~1.1.0') })
  expect((await answer('--latest', ...quick)).candidates).toMatchObject([
    {
      to: '2.0.0',
      notes: ['wraps-openai 0.3.0 wants openai ~1.1.0 (package-lock.json:17): beyond that, it has to move too.'],
    },
  ])
})

const pnpmLock = (version: string) => `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      wraps-openai: { specifier: ${version}, version: ${version} }
packages:
  openai@1.1.1: {}
  wraps-openai@${version}: {}
snapshots:
  openai@1.1.1: {}
  wraps-openai@${version}:
    dependencies:
      openai: 1.1.1
`

test('where the lockfile keeps no range, the registry is asked for it: npm', async () => {
  const { answer } = project({ 'package.json': packageJson, 'pnpm-lock.yaml': pnpmLock('0.3.0') })
  const { verdict, candidates } = await answer()
  expect(candidates).toMatchObject([{ from: '1.1.1', to: '1.1.1', notes: [held('~1.1.0', 'pnpm-lock.yaml:13')] }])
  expect(verdict).toBe('current')
})

test('where the registry does not know it either, the answer is unknown, never blocked', async () => {
  const { gate } = project({ 'package.json': packageJson, 'pnpm-lock.yaml': pnpmLock('0.9.0') })
  const { code, stdout } = await gate()
  expect(code).toBe(3)
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'The range of a dependent is unknown: what wraps-openai 0.9.0 (pnpm-lock.yaml:13) wants of openai could not be had (the registry does not list this version): how far it may go is not known.',
  )
})

const uvLock = `version = 1
[[package]]
name = "openai"
version = "1.1.0"
source = { registry = "x" }
[[package]]
name = "wraps-openai"
version = "0.3.0"
source = { registry = "x" }
dependencies = [{ name = "openai" }]
`

test.runIf(python)(
  'where the lockfile keeps no range, the index is asked for it: PyPI, also for what is declared',
  async () => {
    const pyproject = (more: string) =>
      `[project]\nname = "ours"\nversion = "0"\ndependencies = ["wraps-openai"${more}]\n`
    const note = held('>=1,<1.2', 'uv.lock:7')
    const brought = project({ 'pyproject.toml': pyproject(''), 'uv.lock': uvLock })
    expect((await brought.answer(...quick)).candidates).toMatchObject([{ from: '1.1.0', to: '1.1.1', notes: [note] }])
    const declared = project({ 'pyproject.toml': pyproject(', "openai>=1"'), 'uv.lock': uvLock })
    expect((await declared.answer(...quick)).candidates).toMatchObject([
      { from: '1.1.0', to: '1.1.1', file: 'pyproject.toml', notes: [note] },
    ])
  },
)

test('a file that does not record who wants it is named', async () => {
  const pipfile = { 'pipfile-spec': 6 }
  const { answer } = project({
    Pipfile: '[packages]\nwraps-openai = "*"\n',
    'Pipfile.lock': {
      _meta: pipfile,
      default: { openai: { version: '==1.4.2' }, 'wraps-openai': { version: '==0.3.0' } },
    },
  })
  const { candidates } = await answer('--scenario', 'azure-api-key', '--gateway', 'azure-openai')
  expect(candidates).toMatchObject([
    {
      from: '1.4.2',
      to: '2.0.0',
      notes: ['Which packages need it is not recorded in Pipfile.lock, so nothing holds it back here.'],
    },
  ])
})

test('files that pin an SDK and are not looked at are named, with the command that gates them', async () => {
  const dockerfile = { Dockerfile: 'FROM python\nRUN pip install openai==1.3.0\n' }
  const { answer } = project({ 'requirements.txt': 'openai==2.0.0\n', ...dockerfile })
  expect((await answer()).notes).toEqual([
    'Dockerfile:2: It pins openai 1.3.0, and this file is not looked at. To gate it: sdkdrift gate openai-python --from 1.3.0',
  ])
  const alone = await project({ 'package.json': { dependencies: { express: '^5' } }, ...dockerfile }).gate()
  expect(alone.code).toBe(2)
  expect(alone.stderr.replaceAll(/\s+/g, ' ')).toContain('It pins openai 1.3.0, and this file is not looked at.')
  expect(alone.stderr.replaceAll(/\s+/g, ' ')).toContain('Asked for are express on npm.')
})

test('an SDK that nothing of what was asked for is for is set aside, unless there is no other', async () => {
  const { answer } = project({ 'package.json': { dependencies: { openai: '1.1.0', stripe: '11.0.0' } } })
  const both = await answer('--latest', ...quick)
  expect([both.candidates.map(({ sdk }) => sdk), both.notes]).toEqual([
    ['openai-node'],
    [
      'stripe-node 11.0.0 → 12.0.0 was not judged: none of the scenarios and gateways that were asked for is for it.',
      'Tried by --scenario: azure-api-key. A yes says nothing of other calls.',
    ],
  ])
  const alone = await answer('npm:stripe', '--from', '11.0.0', '--to', '12.0.0', ...quick)
  expect(alone).toMatchObject({
    verdict: 'unknown',
    candidates: [{ unknown: ['none of the scenarios and gateways that were asked for is for it.'] }],
  })
})

test('what else the project runs on is named, in a line and with its number; of a pull request what it moves', async () => {
  const more = ['acme', 'b', 'c', 'd', 'e', 'f', '@scope/g']
  const manifest = (range: string) => ({
    dependencies: { openai: '2.0.0', ...Object.fromEntries(more.map((name) => [name, range])) },
    devDependencies: { vitest: '*' },
  })
  const { answer, gate, dir, write } = project({ 'package.json': manifest('^1') })
  const line = (what: string) =>
    `Not looked at: ${what} on npm. If one calls an API, give a command: sdkdrift gate npm:acme -- COMMAND`
  const all = await answer()
  expect([all.verdict, all.notes]).toEqual([
    'current',
    [line('7 dependencies that nothing here knows, acme, b, c, d and 3 more')],
  ])
  expect((await gate()).stdout.replaceAll(/\s+/g, ' ')).toContain(all.notes[0])
  expect((await answer('openai-node')).notes).toEqual([])
  commitAll(dir)
  write('package.json', JSON.stringify({ dependencies: { ...manifest('^1').dependencies, acme: '^2', fresh: '^1' } }))
  expect((await answer('--base-ref', 'HEAD')).notes).toEqual([
    'Every SDK is at the version that HEAD has.',
    line('1 dependency that nothing here knows, acme'),
  ])
})

test('of those files --base-ref names what changed in them', async () => {
  const { answer, dir, write } = project({
    'requirements.txt': 'openai==2.0.0\n',
    Dockerfile: 'RUN pip install openai==1.3.0\n',
    'setup.py': 'setup(install_requires=["openai>=1"])\n',
  })
  commitAll(dir)
  write('Dockerfile', 'FROM python\nRUN pip install openai==1.4.0\n')
  expect((await answer('--base-ref', 'HEAD')).notes).toEqual([
    'Dockerfile:2: It pins openai 1.4.0, and this file is not looked at. To gate it: sdkdrift gate openai-python --from 1.4.0',
    'Every SDK is at the version that HEAD has.',
  ])
})

test('a range that no release meets is told as that', async () => {
  const { answer } = project({ 'package.json': { dependencies: { openai: '^9' } } })
  expect((await answer()).candidates).toMatchObject([
    { verdict: 'unknown', notes: [], unknown: ['Not locked, and npm lists no version of openai that ^9 allows.'] },
  ])
})

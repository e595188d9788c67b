import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'
import type { Registry } from '../model/sdk.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import { findUv, NO_UV } from '../testing/find-uv.ts'
import { makeGitRepository } from '../testing/git-repository.ts'
import { packageFiles } from '../testing/package-files.ts'
import { releasesOf, shippedTable } from '../testing/releases.ts'

const uv = findUv(process.env)
const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()
let config: string

beforeAll(() => {
  const sdk = (id: string, kind: Registry) => ({ id, registry: kind, package: 'openai', versions: ['1.2.0'] })
  config = sandbox.write('matrix.json', JSON.stringify({ sdks: [sdk('fake-node', 'npm'), sdk('fake-python', 'pypi')] }))
})

const filesOf = (kind: Registry, version: string) => {
  const release = releasesOf(shippedTable()).find((one) => one.package === 'openai' && one.version === version)
  if (!release) throw new Error(`The table has no openai ${version}.`)
  return packageFiles(kind, release)
}
const folderOf = (name: string, files: Readonly<Record<string, string>>): string => {
  for (const [path, text] of Object.entries(files)) sandbox.write(`${name}/${path}`, text)
  return name
}
const probe = (path: string, ...more: readonly string[]) =>
  sandbox.cli(['probe', '--path', path, '--scenario', 'azure-api-key', '--gateway', 'azure-openai', ...more])
const against = (version: string) => ['--against', version]

test.for([
  'npm',
  'pypi',
] as const)('%s: git bisect run finds the commit, and steps around one that does not build', async (kind, { skip }) => {
  skip(kind === 'pypi' && !uv, NO_UV)
  // 1.3.0 no longer sends the key in `authorization` too.
  const [good, bad] = [filesOf(kind, '1.2.0'), filesOf(kind, '1.3.0')]
  const broken = kind === 'npm' ? { 'package.json': '{ "name": ' } : { 'openai/__init__.py': 'def :\n' }
  const contents = [good, good, good, { ...good, ...broken }, good, bad, bad]
  const repository = makeGitRepository(contents.map((files, index) => ({ message: `Commit ${index}`, files })))
  onTestFinished(repository.close)
  repository.git('bisect', 'start', repository.hashes[6] ?? '', repository.hashes[0] ?? '')
  const program = join(root(), 'harness', 'bin', 'sdkdrift.cjs')
  const args = ['probe', '--scenario', 'azure-api-key', '--against', '1.2.0', '--config', config]
  const { exitCode, stdout, stderr } = await run({
    file: 'git',
    args: ['bisect', 'run', process.execPath, program, ...args],
    cwd: repository.dir,
    env: { ...sandbox.env, GIT_CONFIG_GLOBAL: '/dev/null' },
  })
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toContain(`${repository.hashes[5]} is the first bad commit`)
  expect(repository.git('bisect', 'log')).toContain(`# skip: [${repository.hashes[3]}]`)
})

test('a difference is told, with the fields of both sides; telemetry counts only when asked for', async () => {
  const path = folderOf('lost', filesOf('npm', '1.3.0'))
  const { code, stdout } = await probe(path, ...against('1.2.0'), '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    sdk: 'fake-node',
    path: join(sandbox.dir, 'lost'),
    version: '1.3.0+lost',
    against: '1.2.0',
    verdict: 'differs',
    drifts: [0, 1].map(() => ({ changes: [expect.objectContaining({ kind: 'header-removed' })] })),
  })
  const scenarios = JSON.parse(stdout).drifts.map(({ scenario }: { scenario: string }) => scenario)
  expect(scenarios.sort()).toEqual(['azure-api-key', 'azure-api-key.require'])
  const counts = folderOf('counts', filesOf('npm', '1.2.0'))
  expect((await probe(counts, ...against('1.1.0'))).code).toBe(0)
  expect((await probe(counts, ...against('1.1.0'), '--strict')).code).toBe(1)
})

test('two builds can be compared, none of them published, whatever package manager they are pinned to', async () => {
  const files = filesOf('npm', '1.3.0')
  const pinned = JSON.stringify({ ...JSON.parse(files['package.json'] ?? ''), packageManager: 'yarn@1.22.22' })
  const [one, other] = ['one', 'other'].map((name) => folderOf(name, { ...files, 'package.json': pinned }))
  expect(await probe(one ?? '', ...against(`./${other}`))).toMatchObject({ code: 0 })
})

test.each([
  ['a folder without a manifest', 'empty', { 'README.md': '' }, 'does not say which package it is'],
  ['a manifest that is cut off', 'cut', { 'package.json': '{' }, 'package.json'],
  ['a folder that is not there', 'nowhere', {}, 'There is no file or folder'],
  [
    'code that does not run',
    'typo',
    { ...filesOf('npm', '1.3.0'), 'index.js': 'export const OpenAI = (' },
    'SyntaxError',
  ],
])('%s is 125, with the reason', async (_, name, files, reason) => {
  const { code, stdout, stderr } = await probe(folderOf(name, files), ...against('1.3.0'))
  expect(code, stderr).toBe(125)
  expect(stdout).toContain(reason)
})

test.each([
  ['a version that is not published', ['--against', '9.9.9'], 'There is no version 9.9.9'],
  ['a build to compare with that is not there', ['--against', './nowhere'], 'There is no file or folder'],
  ['nothing to compare with', [], '--against'],
  ['an SDK that is not listed', ['fake-nod', '--against', '1.3.0'], 'Did you mean "fake-node"'],
])('%s is 2: no commit is to be blamed for it', async (_, args, message) => {
  const path = folderOf('fine', filesOf('npm', '1.3.0'))
  const { code, stderr } = await probe(path, ...args)
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
})

test('a folder whose package is no SDK of the list is 2', async () => {
  const path = folderOf('other-package', { 'package.json': '{ "name": "left-pad", "version": "1.0.0" }' })
  const { code, stderr } = await probe(path, ...against('1.3.0'))
  expect([code, stderr]).toEqual([2, expect.stringContaining('left-pad, which is no SDK of matrix.json')])
})

test('diff takes a commit of a repository here', async () => {
  const repository = makeGitRepository([
    { message: 'Before', files: filesOf('npm', '1.2.0') },
    { message: 'After', files: filesOf('npm', '1.3.0') },
  ])
  onTestFinished(repository.close)
  const at = (ref: string) => `fake-node@git+file://${repository.dir}#${ref}`
  const args = ['--scenario', 'azure-entra-token-as-api-key', '--gateway', 'azure-openai', '--json']
  const { code, stdout } = await sandbox.cli(['diff', at('main~1'), at('main'), ...args])
  expect(code).toBe(1)
  expect(JSON.parse(stdout).findings).toMatchObject([
    { cause: 'header-removed authorization', severity: 'breaking', dependencyChanges: [] },
  ])
})

test('matrix.json may list a build, seen from its own folder and compared with what stands before it', async () => {
  folderOf('app/builds/next', filesOf('npm', '1.3.0'))
  const versions = ['1.2.0', './builds/next']
  const scenarios = ['azure-entra-token-as-api-key']
  sandbox.write(
    'app/matrix.json',
    JSON.stringify({ sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions }], scenarios }),
  )
  const { code, stdout } = await sandbox.cli([
    'matrix',
    '--config',
    'app/matrix.json',
    '--out',
    'app/reports',
    '--json',
  ])
  expect(code).toBe(1)
  const { runs, findings, notes } = JSON.parse(stdout)
  expect(runs.map(({ version }: { version: string }) => version)).toEqual(['1.2.0', '1.3.0+next'])
  expect(findings[0]).toMatchObject({ to: '1.3.0+next', cause: 'header-removed authorization' })
  expect(notes.join()).toContain(`fake-node 1.3.0+next is ${join(sandbox.dir, 'app/builds/next')}`)

  sandbox.write(
    'app/broken.json',
    JSON.stringify({ sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['./nowhere'] }] }),
  )
  const { code: none, stderr } = await sandbox.cli(['matrix', '--config', 'app/broken.json'])
  expect([none, stderr]).toEqual([
    2,
    expect.stringMatching(/app\/broken\.json:1:\d+: There is no file or folder "\.\/nowhere"/),
  ])
})

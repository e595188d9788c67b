import { beforeAll, expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { findUv, NO_UV } from '../../testing/find-uv.ts'
import { shippedTable } from '../../testing/releases.ts'

// A package that no family knows: nothing is listed, a program of the user's own says all that is to be said.

const uv = findUv(process.env)
const shipped = shippedTable()
const [first] = shipped['openai'] ?? []
if (!first) throw new Error('The table has no openai.')

const { newSandbox } = await fakeWorld({
  releases: {
    ...shipped,
    'acme-llm': [
      { ...first, version: '9.1.0', fork: { of: 'openai', module: 'acme_llm' } },
      { version: '9.2.0', published: '2024-03-01', differs: 'telemetry', sends: { retryCount: true } },
      { version: '9.3.0', published: '2024-04-01', fault: { at: 'import', kind: 'crash' } },
    ],
  },
})
const sandbox = newSandbox()
beforeAll(async () => {
  sandbox.write(
    'smoke.mjs',
    `import { AzureOpenAI } from 'acme-llm'
    const endpoint = process.env.SDKDRIFT_GATEWAY_URL
    const client = new AzureOpenAI({ endpoint, apiKey: process.env.SDKDRIFT_API_KEY, apiVersion: '1' })
    await client.chat.completions.create({ model: 'gpt-4o', messages: [] })`,
  )
  sandbox.write(
    'smoke.py',
    `import os
from acme_llm import AzureOpenAI
client = AzureOpenAI(azure_endpoint=os.environ["SDKDRIFT_GATEWAY_URL"], api_key=os.environ["SDKDRIFT_API_KEY"], api_version="1")
client.chat.completions.create(model="gpt-4o", messages=[])`,
  )
})

const gateway = ['--gateway', 'apim-subscription-key'] as const
const node = ['--', 'node', 'smoke.mjs'] as const

test.for([
  ['npm:acme-llm', node],
  ['pypi:acme-llm', ['--', 'python3', 'smoke.py']],
] as const)('gate %s: the program alone is judged', async ([address, command], { skip }) => {
  skip(address.startsWith('pypi') && !uv, NO_UV)
  const args = ['gate', address, '--from', '9.1.0', '--to', '9.2.0', '--json', ...gateway, ...command]
  const { code, stdout, stderr } = await sandbox.cli(args)
  expect(code, stderr).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: 'safe',
    candidates: [
      { package: 'acme-llm', evidence: { compared: 1, admittedBoth: 1 }, findings: [{ severity: 'behaviour' }] },
    ],
  })
})

test.for([
  ['npm:acme-llm', node],
  ['pypi:acme-llm', ['--', 'python3', 'smoke.py']],
] as const)('%s: a version that cannot be imported is told by what it ends with, and is never clean', async ([
  address,
  command,
], { skip }) => {
  skip(address.startsWith('pypi') && !uv, NO_UV)
  const fatal = expect.stringContaining('9.3.0: fatal at import')
  const gate = await sandbox.cli([
    ...['gate', address, '--from', '9.2.0', '--to', '9.3.0', '--json'],
    ...[...gateway, ...command],
  ])
  expect(gate.code, gate.stderr).toBe(1)
  const [candidate] = JSON.parse(gate.stdout).candidates
  expect(candidate).toMatchObject({
    verdict: 'blocked',
    evidence: { admittedBefore: 1, admittedBoth: 0 },
    findings: [{ severity: 'breaking', title: fatal }],
  })
  const [, after] = candidate.command.runs
  expect(after.results).toMatchObject([{ status: 'measured', outcome: { kind: 'error' }, exchanges: [] }])
  const alone = await sandbox.cli(['show', `${address}@9.3.0`, ...gateway, ...command])
  expect([alone.code, alone.stdout]).toEqual([3, fatal])
})

test('diff, show and bisect take the address', async () => {
  const diff = await sandbox.cli(['diff', 'npm:acme-llm@9.1.0', 'npm:acme-llm@9.2.0', '--json', ...gateway, ...node])
  expect(JSON.parse(diff.stdout).findings).toMatchObject([{ cause: expect.stringContaining('retry-count') }])
  const show = await sandbox.cli(['show', 'npm:acme-llm@9.2.0', ...gateway, ...node])
  expect(show.stdout).toMatch(/retry-count/i)
  const ends = ['--good', '9.1.0', '--bad', '9.2.0', '--json', ...gateway]
  const bisect = await sandbox.cli(['bisect', 'npm:acme-llm', ...ends, ...node])
  expect(JSON.parse(bisect.stdout).transitions, bisect.stderr).toMatchObject([{ to: '9.2.0' }])
})

test('a version in the address is where gate and bisect begin; a flag that says it too is a mistake', async () => {
  const begin = 'npm:acme-llm@9.1.0'
  const gate = await sandbox.cli(['gate', begin, '--to', '9.2.0', '--json', ...gateway, ...node])
  expect(JSON.parse(gate.stdout).candidates, gate.stderr).toMatchObject([{ from: '9.1.0', to: '9.2.0' }])
  const bisect = await sandbox.cli(['bisect', begin, '--bad', '9.2.0', '--json', ...gateway, ...node])
  expect(JSON.parse(bisect.stdout).transitions, bisect.stderr).toMatchObject([{ from: '9.1.0', to: '9.2.0' }])
  const { code, stderr } = await sandbox.cli(['gate', begin, '--from', '9.1.0', ...node])
  expect([code, stderr]).toEqual([2, expect.stringContaining('both say where to begin')])
})

test('matrix.json takes such a package with programs, and says what is missing without', async () => {
  const entry = { id: 'acme', registry: 'npm', package: 'acme-llm', versions: ['9.1.0', '9.2.0'] }
  const config = (sdk: object) => sandbox.write('acme.json', JSON.stringify({ sdks: [sdk], gateways: [gateway[1]] }))
  config({ ...entry, programs: { chat: 'node smoke.mjs' } })
  const ran = await sandbox.cli(['matrix', '--config', 'acme.json', '--json'])
  expect(JSON.parse(ran.stdout).findings, ran.stderr).toMatchObject([{ scenarios: ['chat'] }])
  config(entry)
  const { code, stderr } = await sandbox.cli(['matrix', '--config', 'acme.json'])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/or give the entry "programs"/)])
})

test('a program that can do at no version what is asked of it is no yes: exit 3, with its reason, and gate says so', async () => {
  sandbox.write('cannot.mjs', `import 'acme-llm'\nconsole.error('no refunds here')\nprocess.exit(78)`)
  const entry = { id: 'acme', registry: 'npm', package: 'acme-llm', versions: ['9.1.0', '9.2.0'] }
  const programs = { chat: 'node smoke.mjs', refund: 'node cannot.mjs' }
  sandbox.write('both.json', JSON.stringify({ sdks: [{ ...entry, programs }], gateways: [gateway[1]] }))
  const matrix = await sandbox.cli(['matrix', '--config', 'both.json'])
  expect([matrix.code, matrix.stdout], matrix.stderr).toEqual([
    3,
    expect.stringMatching(/acme +refund[\s\S]*no refunds here/),
  ])
  expect(matrix.stdout).toContain('1 program could not be measured')
  expect(matrix.stdout.match(/no refunds here/g)).toHaveLength(1)
  const gate = await sandbox.cli([
    'gate',
    'acme',
    '--from',
    '9.1.0',
    '--to',
    '9.2.0',
    '--config',
    'both.json',
    '--json',
  ])
  expect(gate.code, gate.stderr).toBe(0)
  expect(JSON.parse(gate.stdout).candidates[0].notes).toEqual([expect.stringContaining('no refunds here')])
})

test.each([
  ['diff', 'npm:acme-llm@9.1.0', 'npm:acme-llm@9.2.0'],
  ['show', 'npm:acme-llm@9.1.0'],
])('%s: a scenario that is for nothing of it is a mistake, and no clean result', async (...args) => {
  const { code, stdout, stderr } = await sandbox.cli([...args, '--scenario', 'azure-api-key'])
  expect([code, stdout, stderr]).toEqual([
    2,
    '',
    expect.stringContaining('Nothing that was asked for is for acme-llm-node.'),
  ])
})

test('an unknown name says how to name any package', async () => {
  const { code, stderr } = await sandbox.cli(['gate', 'stripe', '--from', '1', '--to', '2', ...node])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/npm:stripe or pypi:stripe/)])
})

test('matrix takes packages by their address, with versions or without; around a program alone no walls are told', async () => {
  const report = async (args: readonly string[]) => {
    const { code, stdout, stderr } = await sandbox.cli(['matrix', '--json', ...args, ...gateway, ...node])
    expect(code, stderr).toBe(0)
    return JSON.parse(stdout)
  }
  const one = await report(['npm:acme-llm@9.1.0', '--sdk', 'npm:acme-llm@9.2.0'])
  const statuses = one.runs.map((run: Report['runs'][number]) => [run.sdk, run.version, run.status])
  expect(statuses).toEqual([
    ['acme-llm-node', '9.1.0', 'measured'],
    ['acme-llm-node', '9.2.0', 'measured'],
  ])
  expect(one).not.toHaveProperty('walls')
  expect((await report(['--sdk', 'npm:acme-llm@<9.2'])).runs).toMatchObject([{ version: '9.1.0' }])
  const all = await sandbox.cli(['matrix', '--json', 'npm:acme-llm', ...gateway, ...node])
  expect(JSON.parse(all.stdout).runs).toMatchObject([{ version: '9.1.0' }, { version: '9.2.0' }, { version: '9.3.0' }])
  const stray = await sandbox.cli(['matrix', 'node', 'smoke.mjs'])
  expect(stray).toMatchObject({ code: 2, stderr: expect.stringContaining('stands behind --') })
})

test('list and explain take a package by its address', async () => {
  const listed = await sandbox.cli(['list', 'npm:acme-llm'])
  expect(listed.stdout, listed.stderr).toMatch(/^9\.1\.0.*\n9\.2\.0.*\n9\.3\.0/)
  const explained = await sandbox.cli([
    ...['explain', 'fatal at import', '--json', '--sdk', 'npm:acme-llm', '--from', '9.2.0'],
    ...[...gateway, ...node],
  ])
  expect(explained.code, explained.stderr).not.toBe(2)
})

test.runIf(process.platform === 'linux')('what a program leaves running is ended, and told in the report', async () => {
  const behind = ['--', 'sh', '-c', 'sleep 300 & exec node smoke.mjs'] as const
  const { code, stdout, stderr } = await sandbox.cli(['matrix', 'npm:acme-llm@9.1.0', '--json', ...gateway, ...behind])
  expect(code, stderr).toBe(0)
  const [one] = JSON.parse(stdout).runs
  expect(one.remarks).toEqual(['The program your-command left 1 process running (sleep), which was ended.'])
})

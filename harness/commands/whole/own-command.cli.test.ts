import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Bisection } from '../../model/bisection.ts'
import type { ScenarioResult } from '../../model/report.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { findUv, NO_UV } from '../../testing/find-uv.ts'
import { packageFiles } from '../../testing/package-files.ts'
import { AROUND_THE_HANG } from '../../testing/programs.ts'
import { releasesOf, shippedTable } from '../../testing/releases.ts'

const uv = findUv(process.env)
const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()

beforeAll(() => {
  const sdk = (id: string, kind: string) => ({ id, registry: kind, package: 'openai', versions: ['1.2.0'] })
  sandbox.write(
    'matrix.json',
    JSON.stringify({ sdks: [sdk('node', 'npm'), sdk('python', 'pypi')], gateways: [GATEWAY] }),
  )
  sandbox.write(
    'hasty.json',
    JSON.stringify({ sdks: [sdk('node', 'npm')], timeoutMs: 3000, gateways: [GATEWAY], scenarios: ['azure-api-key'] }),
  )
  sandbox.write('smoke.mjs', SMOKE)
  sandbox.write('smoke.py', SMOKE_PY)
})

/** 1.3.0 no longer sends the key in `authorization` too; 1.4.0 moves it. */
const GATEWAY = 'apim-subscription-key'
const SMOKE = `import { AzureOpenAI } from 'openai'
const client = new AzureOpenAI({ endpoint: process.env.AZURE_OPENAI_ENDPOINT, apiVersion: '2024-10-21' })
await client.chat.completions.create({ model: 'gpt-4o', messages: [] })
`
const SMOKE_PY = `import os
from openai import AzureOpenAI
client = AzureOpenAI(azure_endpoint=os.environ["SDKDRIFT_GATEWAY_URL"], api_key=os.environ["SDKDRIFT_API_KEY"], api_version="1")
client.chat.completions.create(model="gpt-4o", messages=[])
`
const own = ['--', 'node', 'smoke.mjs']
const report = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await sandbox.cli(args)
  expect(stdout, stderr).not.toBe('')
  return { code, stderr, ...parseReport(stdout, 'stdout') }
}
const SENT = expect.objectContaining({
  request: expect.objectContaining({
    method: 'POST',
    url: expect.stringContaining('http://gateway/openai/deployments/gpt-4o/chat/completions'),
  }),
})
const ids = (results: readonly ScenarioResult[]) => [...new Set(results.map(({ id }) => id))]

describe('behind --', () => {
  test('diff compares the command alone; with --scenario both', async () => {
    const alone = await report('diff', 'node@1.3.0', 'node@1.4.1', '--json', ...own)
    expect(alone.code, alone.stderr).toBe(1)
    expect(alone.runs.map(({ scenarios }) => ids(scenarios))).toEqual([['your-command'], ['your-command']])
    expect(alone.findings).toMatchObject([{ severity: 'breaking', scenarios: ['your-command'], remedies: [] }])
    const both = await report('diff', 'node@1.3.0', 'node@1.4.1', '--json', '--scenario', 'azure-api-key', ...own)
    expect(both.runs.map(({ scenarios }) => ids(scenarios))).toEqual(
      [0, 1].map(() => ['your-command', 'azure-api-key', 'azure-api-key.require']),
    )
  })

  test('what it sent is told also when nothing changed', async () => {
    const { code, runs, drifts } = await report('diff', 'node@1.0.0', 'node@1.1.0', '--json', ...own)
    expect([code, drifts]).toEqual([0, []])
    expect(runs).toMatchObject([0, 1].map(() => ({ scenarios: [{ id: 'your-command', exchanges: [SENT] }] })))
  })

  test('show prints its requests, and needs no scenario', async () => {
    const { code, stdout, stderr } = await sandbox.cli(['show', 'node@1.2.0', ...own])
    expect(code, stderr).toBe(0)
    expect(stdout).toContain(`node 1.2.0  your-command behind ${GATEWAY}`)
    expect(stdout).toContain('POST http://gateway/openai/deployments/gpt-4o/chat/completions')
    expect(stdout).toContain('api-key: ‹api-key›')
  })

  test('bisect finds the version that changed what it sends', async () => {
    const args = ['bisect', 'node', '--good', '1.0.0', '--bad', '1.3.0', '--json', ...own]
    const { code, stdout, stderr } = await sandbox.cli(args)
    expect(code, stderr).toBe(0)
    const told: Bisection = JSON.parse(stdout)
    expect(told).toMatchObject({ scenario: 'your-command', transitions: [{ from: '1.2.1', to: '1.3.0' }] })
    expect(told.ends).toMatchObject([0, 1].map(() => ({ result: { exchanges: [SENT] } })))
    expect(JSON.parse(readFileSync(join(sandbox.dir, 'reports', 'bisect-node-your-command.json'), 'utf8'))).toEqual(
      told,
    )
  })

  test.for(['npm', 'pypi'] as const)('%s: probe says of a build whether it does the same for it', async (kind, {
    skip,
  }) => {
    skip(kind === 'pypi' && !uv, NO_UV)
    const command = kind === 'npm' ? own : ['--', 'python3', 'smoke.py']
    const probe = async (version: string) => {
      const release = releasesOf(shippedTable()).find((one) => one.package === 'openai' && one.version === version)
      if (!release) throw new Error(`The table has no openai ${version}.`)
      for (const [path, text] of Object.entries(packageFiles(kind, release)))
        sandbox.write(`${kind}-${version}/${path}`, text)
      const args = ['probe', '--path', `${kind}-${version}`, '--against', '1.2.0', '--json', ...command]
      const { code, stdout, stderr } = await sandbox.cli(args)
      return { code, stderr, ...JSON.parse(stdout) }
    }
    const same = await probe('1.2.0')
    expect(same, same.stderr).toMatchObject({
      ...{ code: 0, verdict: 'same', reasons: [] },
      runs: [0, 1].map(() => ({ scenarios: [{ id: 'your-command', exchanges: [SENT] }] })),
    })
    const differs = await probe('1.3.0')
    expect(differs).toMatchObject({ code: 1, verdict: 'differs' })
    expect(differs.drifts.map(({ scenario }: { scenario: string }) => scenario)).toEqual(['your-command'])
  })

  test('matrix runs it with the SDKs that it uses, and says which it does not', async ({ skip }) => {
    skip(!uv, NO_UV)
    const { code, runs, notes, stderr } = await report('matrix', '--json', ...own)
    expect(code, stderr).toBe(0)
    expect(runs.map(({ sdk, scenarios }) => [sdk, ids(scenarios)])).toEqual([['node', ['your-command']]])
    expect(notes.join('\n')).toContain('python was not judged by your command.')
  })

  test('one that says nothing about the SDK is never clean', async () => {
    sandbox.write('idle.mjs', `import 'openai'\n`)
    const { code, stdout } = await sandbox.cli(['diff', 'node@1.0.0', 'node@1.1.0', '--', 'node', 'idle.mjs'])
    expect(code).toBe(3)
    expect(stdout).toContain('sent nothing to the gateway')
    const other = await sandbox.cli(['show', 'node@1.0.0', '--', 'node', '-e', '1'])
    expect(other.code).toBe(3)
    expect(other.stdout).toContain('never imported openai')
  })

  test('it is measured at a version that cannot make the plain call of the scenarios, which says so', async () => {
    sandbox.write('both.mjs', AROUND_THE_HANG)
    const args = [
      'diff',
      'node@1.6.0',
      'node@1.6.1',
      '--json',
      '--config',
      'hasty.json',
      '--scenario',
      'azure-api-key',
      '--',
      'node',
      'both.mjs',
    ]
    const { code, runs, drifts } = await report(...args)
    expect(code).not.toBe(0)
    expect(drifts.map(({ scenario }) => scenario)).toEqual(['your-command'])
    expect(runs[0]).toMatchObject({
      status: 'measured',
      scenarios: [{ id: 'your-command', status: 'measured' }, { id: 'azure-api-key', status: 'crashed' }, {}],
    })
  })

  test('it has the same variables of the SDK at every version: those that it needs at the oldest', async () => {
    sandbox.write(
      'needs.mjs',
      `import { AzureOpenAI } from 'openai'
        const old = process.env.SDKDRIFT_VERSION === '1.0.0'
        const endpoint = old ? process.env.AZURE_OPENAI_ENDPOINT : process.env.SDKDRIFT_GATEWAY_URL
        if (!endpoint) throw new Error('no endpoint')
        const set = Object.keys(process.env).filter((name) => name.includes('OPENAI')).sort().join()
        const client = new AzureOpenAI({
          endpoint, apiKey: process.env.SDKDRIFT_API_KEY, apiVersion: '1', defaultHeaders: { 'x-set': set || 'none' },
        })
        await client.chat.completions.create({ model: 'gpt-4o', messages: [] })`,
    )
    const { code, drifts, runs } = await report('diff', 'node@1.0.0', 'node@1.1.0', '--json', '--', 'node', 'needs.mjs')
    expect([code, drifts]).toEqual([0, []])
    expect(JSON.stringify(runs)).toContain('AZURE_OPENAI_ENDPOINT')
  })

  test('one that only the newer version lets send anything is a difference', async () => {
    const text = SMOKE.replace(
      'const client',
      `if (process.env.SDKDRIFT_VERSION === '1.0.0') throw new Error('too old')\n$&`,
    )
    sandbox.write('newer.mjs', text)
    const { drifts } = await report('diff', 'node@1.0.0', 'node@1.1.0', '--json', '--', 'node', 'newer.mjs')
    const outcomes = drifts.flatMap(({ changes }) => changes.filter(({ kind }) => kind === 'outcome'))
    expect(outcomes).toMatchObject([{ before: { kind: 'error' }, after: { kind: 'response' } }])
  })

  test('explain looks for the text in what it ended with', async () => {
    sandbox.write('sad.mjs', `${SMOKE}throw new Error('the ledger of this shop cannot be opened')\n`)
    const args = ['explain', 'the ledger of this shop cannot be opened', '--json', '--', 'node', 'sad.mjs']
    const { code, stdout, stderr } = await sandbox.cli(args)
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('your-command')
  })

  test.runIf(uv)('a Python command likewise', async () => {
    const { code, runs, findings, stderr } = await report(
      'diff',
      'python@1.2.1',
      'python@1.3.0',
      '--json',
      '--gateway',
      'azure-openai',
      '--',
      'python3',
      'smoke.py',
    )
    expect(code, stderr).toBe(0)
    expect(findings).toMatchObject([{ severity: 'auth', scenarios: ['your-command'] }])
    expect(runs[0]).toMatchObject({ scenarios: [{ id: 'your-command', exchanges: [SENT] }] })
  })

  test('a command that measures nothing takes none', async () => {
    const { code, stderr } = await sandbox.cli(['accept', 'x', '--reason', 'y', ...own])
    expect([code, stderr]).toEqual([2, expect.stringContaining('runs no command of yours')])
  })
})

describe('programs of matrix.json', () => {
  const matrixOf = (programs: object, more: object = {}) => {
    sandbox.write('theirs/charge.mjs', SMOKE)
    const node = { id: 'node', registry: 'npm', package: 'openai', versions: ['1.2.1', '1.3.0', '1.4.0'], programs }
    const rest = { gateways: [GATEWAY], scenarios: ['openai-api-key'], ...more }
    sandbox.write('theirs/matrix.json', JSON.stringify({ sdks: [node], ...rest }))
    return ['--config', 'theirs/matrix.json']
  }

  test('each tells of a step, beside the scenarios, run where the matrix file is', async () => {
    const config = matrixOf({ charge: 'node charge.mjs' }, { scenarios: ['azure-api-key'] })
    const { code, runs, drifts, stderr } = await report('matrix', '--json', ...config)
    expect(code, stderr).toBe(1)
    expect(runs.map(({ scenarios }) => ids(scenarios)[0])).toEqual(['charge', 'charge', 'charge'])
    expect(ids(runs[0]?.scenarios ?? [])).toContain('azure-api-key')
    const own = drifts.filter(({ scenario }) => scenario === 'charge')
    expect(own.map(({ from, to }) => [from, to]).toSorted()).toEqual([
      ['1.2.1', '1.3.0'],
      ['1.3.0', '1.4.0'],
    ])
    expect(own.every(({ remedies }) => remedies.length === 0)).toBe(true)
  })

  test('--scenario picks one; bisect follows it', async () => {
    const config = matrixOf({ charge: 'node charge.mjs', other: 'node other.mjs' })
    const shown = await sandbox.cli(['show', 'node@1.2.0', '--scenario', 'charge', '--json', ...config])
    expect(shown.code, shown.stderr).toBe(0)
    const [run] = JSON.parse(shown.stdout)
    expect(ids(run.scenarios)).toEqual(['charge'])
    const ends = ['--good', '1.2.0', '--bad', '1.3.0']
    const { stdout } = await sandbox.cli(['bisect', 'node', '--scenario', 'charge', ...ends, '--json', ...config])
    expect(JSON.parse(stdout)).toMatchObject({ scenario: 'charge', transitions: [{ from: '1.2.1', to: '1.3.0' }] })
  })

  test('one that does not end in its own time, or never asks for the SDK, is not clean', async () => {
    const wait = ['node', '--input-type=module', '-e', `import 'openai'; setTimeout(() => {}, 60_000)`]
    const config = matrixOf({ slow: { run: wait, timeout: 1 }, idle: 'true' })
    const { code, stdout } = await sandbox.cli(['diff', 'node@1.0.0', 'node@1.1.0', '--json', ...config])
    expect(code).toBe(3)
    expect(stdout).toContain('did not end within 1 s')
    expect(stdout).toContain('never imported openai')
  })

  test('gate judges them as it judges scenarios', async () => {
    const config = matrixOf({ charge: 'node charge.mjs' })
    const args = ['gate', 'node', '--from', '1.3.0', '--to', '1.4.0', '--explain', '--json']
    const { code, stdout, stderr } = await sandbox.cli([...args, '--scenario', 'charge', ...config])
    expect(code, stderr).toBe(1)
    expect(JSON.parse(stdout).candidates).toMatchObject([
      { findings: [{ severity: 'breaking', scenarios: ['charge'], broughtBy: { version: '1.4.0' } }] },
    ])
  })
})

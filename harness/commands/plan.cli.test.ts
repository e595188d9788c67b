import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { newPair } from '../measure/store/signatures.ts'
import type { SharedPlan } from '../model/part.ts'
import type { Report } from '../model/report.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import type { Sandbox } from '../testing/sandbox.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const { newSandbox } = await fakeWorld()
const matrixOf = (...versions: readonly string[]) => ({
  sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions }],
  scenarios: ['azure-api-key'],
  gateways: ['azure-openai'],
})
const ALL = ['1.0.0', '1.1.0', '1.2.0', '1.2.1']
const [known, fresh] = [ALL.slice(0, 2), ALL.slice(2)].map((some) => some.map((version) => `fake-node ${version}`))
const pair = newPair()
const store = pathToFileURL(temporaryFolder('plan')).href

const aMachine = (): Sandbox => {
  const sandbox = newSandbox()
  sandbox.writeAll({ 'matrix.json': matrixOf(...ALL), 'some.json': matrixOf(...ALL.slice(0, 2)) })
  return sandbox
}
const planOf = async ({ cli }: Sandbox, ...args: readonly string[]): Promise<SharedPlan> => {
  const { code, stdout, stderr } = await cli(['plan', '--json', ...args], { env: { SDKDRIFT_STORE_TRUST: pair.trust } })
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout)
}
const versionsIn = ({ shards }: SharedPlan): readonly string[] => shards.flatMap(({ versions }) => versions).toSorted()
const runsIn = ({ dir }: Sandbox, folder: string): Report['runs'] =>
  JSON.parse(readFileSync(join(dir, folder, 'report.json'), 'utf8')).runs

const first = aMachine()
const second = aMachine()
beforeAll(async () => {
  const env = { SDKDRIFT_STORE_KEY: pair.key }
  const { code, stderr } = await first.cli(['matrix', '--config', 'some.json', '--store', store], { env })
  expect(code, stderr).toBeLessThan(2)
})

test('what has its results here or in the store is in no part, and is counted', async () => {
  for (const plan of [await planOf(first), await planOf(second, '--store', store)])
    expect([plan.known, versionsIn(plan)]).toEqual([2, fresh])
  const nothingKnown = await planOf(aMachine(), '--shards', '2')
  expect([nothingKnown.known, nothingKnown.shards.length]).toEqual([0, 2])
  expect(versionsIn(nothingKnown)).toEqual([...(known ?? []), ...(fresh ?? [])])
  const anew = await planOf(first, '--fresh')
  expect(anew.known).toBe(0)
  const { stdout, stderr } = await first.cli(['plan', '--shards', '3'])
  expect(stdout).toMatch(/^1\/3 {2}about \d+ s.*\n2\/3 {2}about.*\n3\/3 {2}nothing to measure$/)
  expect(stderr).toContain('2 of 4 versions have all their results already')
  expect((await first.cli(['plan', '--config', 'some.json', '--minutes', '1', '--format', 'github'])).stdout).toBe(
    '{"shard":["1/1"]}',
  )
})

test('machines that are given the plan measure what it names for them, and the parts join to the whole', async () => {
  const saved = await first.cli(['plan', '--shards', '2', '--save', 'plan.json', '--format', 'gitlab'])
  expect([saved.code, saved.stdout]).toEqual([0, 'parallel: 2'])
  const { shards }: SharedPlan = JSON.parse(readFileSync(join(first.dir, 'plan.json'), 'utf8'))
  expect(shards.map(({ versions }) => versions.length)).toEqual([1, 1])
  for (const shard of ['1/2', '2/2']) {
    const { code, stderr } = await first.cli([
      'matrix',
      '--shard',
      shard,
      '--plan',
      'plan.json',
      '--out',
      `parts/${shard[0]}`,
    ])
    expect(code, stderr).toBe(0)
  }
  for (const [at, { versions }] of shards.entries()) {
    const { runs } = JSON.parse(readFileSync(join(first.dir, `parts/${at + 1}/part.json`), 'utf8'))
    expect(runs.map(({ version }: { version: string }) => `fake-node ${version}`)).toEqual(
      expect.arrayContaining([...versions]),
    )
    expect(runs).toHaveLength(2)
  }
  await first.cli(['merge', 'parts', '--out', 'joined'])
  await first.cli(['matrix', '--out', 'whole'])
  expect(runsIn(first, 'joined')).toEqual(runsIn(first, 'whole'))
})

test.each([
  [['--shard', '1/3', '--plan', 'plan.json'], 'The plan has 2 parts, and --shard says 3.'],
  [['--shard', '1/2', '--plan', 'plan.json', '--config', 'some.json'], 'of another matrix'],
  [['--shard', '1/2', '--plan', 'nowhere.json'], 'There is no nowhere.json.'],
  [['--shard', '1/2', '--plan', 'some.json'], 'This is no plan'],
  [['--plan', 'plan.json'], '--plan says nothing without --shard'],
])('%j is refused with a reason', async (args, why) => {
  const { code, stderr } = await first.cli(['matrix', ...args])
  expect([code, stderr]).toEqual([2, expect.stringContaining(why)])
})

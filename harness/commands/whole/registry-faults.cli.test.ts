import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Report, RunResult } from '../../model/report.ts'
import type { Fault, FaultAt } from '../../testing/fake-registry.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { findUv, NO_UV } from '../../testing/find-uv.ts'
import { oneARegistry } from '../../testing/one-a-registry.ts'
import { reportOf } from '../../testing/report-of.ts'
import type { Sandbox } from '../../testing/sandbox.ts'

const { registry, newSandbox } = await fakeWorld()
afterEach(() => registry.setFaults(() => null))

const aSandbox = (): Sandbox => {
  const sandbox = newSandbox()
  sandbox.writeAll({ 'matrix.json': oneARegistry() })
  return sandbox
}

/** The first requests for such a path fail. */
const failing = (times: number, path: RegExp, fault: Fault): FaultAt => {
  let left = times
  return (asked) => {
    if (!path.test(asked) || left <= 0) return null
    left -= 1
    return fault
  }
}
const listSchema = z.looseObject({
  versions: z.record(z.string(), z.looseObject({ dist: z.looseObject({ tarball: z.string() }) })),
})
const DOWN: Fault = { kind: 'status', status: 500 }

const runsOf = async (sandbox: Sandbox): Promise<Readonly<Record<string, string>>> => {
  const { stdout } = await sandbox.cli(['matrix', '--json'])
  const { runs }: Report = JSON.parse(stdout)
  return Object.fromEntries(runs.map((run) => [`${run.sdk} ${run.version}`, saidOf(run)]))
}

const saidOf = (run: RunResult): string => (run.status === 'measured' ? 'measured' : run.reason)

test('registries that answer at the third or fourth time change nothing', async ({ skip }) => {
  skip(!findUv(process.env), NO_UV)
  const undisturbed = aSandbox()
  await undisturbed.cli(['matrix'])
  const sandbox = aSandbox()
  const faults = [
    failing(2, /^\/npm\/openai$/, DOWN),
    failing(3, /^\/pypi\/simple\/openai\/$/, { kind: 'status', status: 429, headers: { 'retry-after': '1' } }),
    failing(2, /\.tgz$/, { kind: 'cut' }),
    failing(2, /\.whl$/, DOWN),
  ]
  registry.setFaults((path) => faults.map((faultAt) => faultAt(path)).find((fault) => fault !== null) ?? null)
  expect((await sandbox.cli(['matrix'])).code).toBe(0)
  expect(reportOf(sandbox)).toEqual(reportOf(undisturbed))
})

test('one registry that is down costs the other nothing, and is not believed to be down the next time', async ({
  skip,
}) => {
  skip(!findUv(process.env), NO_UV)
  const sandbox = aSandbox()
  registry.setFaults(failing(99, /^\/npm\/openai$|\/openai-1\.3\.0-.+\.whl$/, DOWN))
  const runs = await runsOf(sandbox)
  expect(runs).toMatchObject({
    'fake-node 1.0.0': expect.stringContaining('it answered with status 500.'),
    'fake-node 1.3.0': expect.stringContaining('it answered with status 500.'),
    'fake-python 1.0.0': 'measured',
    'fake-python 1.3.0': expect.stringMatching(/^error: Failed to download `openai==1\.3\.0`/),
  })
  registry.setFaults(() => null)
  expect(new Set(Object.values(await runsOf(sandbox)))).toEqual(new Set(['measured']))
})

test('a tarball that says of itself that it is another version is told, and not measured', async () => {
  const answer = await fetch(`${registry.npmUrl}openai`)
  const list = listSchema.parse(await answer.json())
  const [asked, other] = [list.versions['1.3.0'], list.versions['1.0.0']]
  if (!asked || !other) throw new Error('The fake registry has both.')
  const body = Buffer.from(await (await fetch(other.dist.tarball)).arrayBuffer())
  asked.dist = { ...other.dist, tarball: asked.dist.tarball }
  registry.setFaults((path) => {
    if (path === '/npm/openai') return { kind: 'instead', body: JSON.stringify(list) }
    return path.endsWith('openai-1.3.0.tgz') ? { kind: 'instead', body } : null
  })
  expect(await runsOf(aSandbox())).toMatchObject({
    'fake-node 1.0.0': 'measured',
    'fake-node 1.3.0': expect.stringContaining('gave out for openai 1.3.0 says of itself that it is 1.0.0'),
  })
})

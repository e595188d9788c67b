import { mkdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { Finding, Report } from '../../model/report.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { putFakeGh } from '../../testing/fake-gh.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import type { Sandbox } from '../../testing/sandbox.ts'

/** The same matrix night after night, while releases come: 1.4.0 moves the key, 1.4.1 leaves it there. */
const { registry, newSandbox } = await fakeWorld()
let sandbox: Sandbox

beforeEach(async () => {
  registry.setReleases('1.4.0')
  sandbox = newSandbox()
  sandbox.write('matrix.json', JSON.stringify(MATRIX, null, 2))
})

const MATRIX = {
  sdks: [
    { id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.2.0', { range: '1.4.x', keep: 'newest' }] },
  ],
  scenarios: ['azure-api-key', 'azure-entra-token-as-api-key'],
  gateways: ['azure-openai'],
}

const read = (name: string): string => readFileSync(join(sandbox.dir, name), 'utf8')
const night = async (...args: readonly string[]): Promise<{ code: number | null; stdout: string; report: Report }> => {
  const { code, stdout } = await sandbox.cli(['matrix', ...args])
  return { code, stdout, report: parseReport(read('reports/report.json'), 'report.json') }
}
const breaking = ({ findings }: Report): Finding => {
  const [found] = findings.filter(({ severity }) => severity === 'breaking')
  if (!found) throw new Error('No finding is breaking.')
  return found
}

test('what was accepted of the newest release is accepted of the one that takes its place', async () => {
  const first = await night()
  expect(first.code).toBe(1)
  const { id, key, cause } = breaking(first.report)
  expect(await sandbox.cli(['accept', id, '--reason', 'looked into'])).toMatchObject({ code: 0 })
  expect(JSON.parse(read('matrix.json')).accepted).toEqual([
    { sdk: 'fake-node', to: '>=1.4.0', cause, key, reason: 'looked into' },
  ])

  registry.setReleases('1.4.1')
  const next = await night()
  expect([next.code, breaking(next.report).to]).toEqual([0, '1.4.1'])
  expect(breaking(next.report)).toMatchObject({ key, accepted: { reason: 'looked into' } })
  expect(breaking(next.report).id).not.toBe(id)
  expect(next.report.notes.join()).not.toContain('matches no finding')
})

test('with --new-only a release that takes the place of the last brings no news, and its issue learns the step', async () => {
  const bin = join(sandbox.dir, '..', 'bin')
  mkdirSync(bin)
  const gh = putFakeGh(bin)
  const publish = async (): Promise<string> => {
    const env = { PATH: [bin, sandbox.env['PATH']].join(delimiter), GH_TOKEN: 'none' }
    return (await sandbox.cli(['publish-findings', '--repo', 'wobble-ai/app'], { env })).stdout
  }
  expect((await night('--new-only')).code).toBe(1)
  expect(await publish()).toContain('opened')
  registry.setReleases('1.4.1')
  const next = await night('--new-only')
  expect([next.code, next.stdout.includes('known, not accepted'), next.stdout.includes('is accepted')]).toEqual([
    0,
    true,
    false,
  ])
  expect(breaking(next.report)).toMatchObject({ to: '1.4.1', accepted: null, known: { at: '1.4.0' } })
  expect(await publish()).toBe(`${breaking(next.report).id}: #1 updated`)
  expect(gh.issues()).toHaveLength(1)
  expect(gh.issues()[0]?.body).toContain('at `1.2.0 → 1.4.0`, `1.2.0 → 1.4.1`')
  expect((await night('--new-only')).code).toBe(0)
  expect(await publish()).toBe('No finding needs an issue.')
})

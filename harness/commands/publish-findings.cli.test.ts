import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from '../edges/paths.ts'
import { parseReport } from '../tell/reporters/report/parse-report.ts'
import { type FakeGh, putFakeGh } from '../testing/fake-gh.ts'
import { makeSandbox, type Sandbox } from '../testing/sandbox.ts'

let sandbox: Sandbox
let gh: FakeGh
let bin: string

beforeEach(() => {
  sandbox = makeSandbox({ npmUrl: 'http://127.0.0.1:9/', pypiUrl: 'http://127.0.0.1:9/' })
  bin = join(sandbox.dir, '..', 'bin')
  mkdirSync(bin)
  gh = putFakeGh(bin)
  sandbox.write('reports/report.json', readFileSync(join(root(), 'fixtures/reports/incidents.json'), 'utf8'))
})
afterEach(() => sandbox.close())

const publish = (...args: readonly string[]) => {
  const PATH = [bin, sandbox.env['PATH']].join(delimiter)
  return sandbox.cli(['publish-findings', '--repo', 'wobble-ai/app', ...args], { env: { PATH, GH_TOKEN: 'none' } })
}

const report = () => parseReport(readFileSync(join(sandbox.dir, 'reports/report.json'), 'utf8'), 'report.json')

test('each finding has one issue: opened, left as it is, brought up to date, opened again', async () => {
  expect(await publish()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\S+: opened https:.*\/issues\/1$/),
  })
  const [opened] = gh.issues()
  if (!opened) throw new Error('No issue was opened.')
  expect(opened.body).toContain('npx sdkdrift accept f-3ea3b66b')
  expect(opened.body).toMatch(/<!-- sdkdrift f-3ea3b66b -->\n$/)

  expect((await publish('--again')).stdout).toBe('f-3ea3b66b: #1 left as it is')
  gh.set([{ ...opened, title: 'renamed by somebody', body: opened.body.replace('breaking', 'broken') }])
  expect((await publish('--again')).stdout).toBe('f-3ea3b66b: #1 updated')
  gh.set([{ ...opened, state: 'CLOSED' }])
  expect((await publish('--again')).stdout).toBe('f-3ea3b66b: #1 reopened')
  expect(gh.issues()).toMatchObject([{ state: 'OPEN', comments: [expect.stringContaining('It is back')] }])
})

test('only what matrix --new-only found new, unless all are asked for; the bar can be moved', async () => {
  const findings = report().findings.map((one) => ({ ...one, known: { since: '2026-01-01T00:00:00Z', at: one.to } }))
  sandbox.write('reports/report.json', JSON.stringify({ ...report(), findings }))
  expect(await publish()).toMatchObject({ code: 0, stdout: 'No finding needs an issue.' })
  expect(gh.calls()).toEqual([])
  expect((await publish('--all')).stdout).toContain('opened')
  await publish('--all', '--again', '--fail-on', 'auth')
  expect(gh.issues().length).toBeGreaterThan(1)
})

test('a report is published once; --again does it once more', async () => {
  await publish()
  const calls = gh.calls().length
  expect(await publish()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^The report of 2026-01-02 03:04 UTC was published already.*--again/),
  })
  expect(gh.calls()).toHaveLength(calls)
  expect((await publish('--again')).stdout).toContain('left as it is')
})

test('what lies there after a run that ended without a report is not published', async () => {
  sandbox.write('broken.json', '{')
  expect((await sandbox.cli(['matrix', '--config', 'broken.json'])).code).toBe(2)
  const refused = await publish()
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('has not come to a report') })
  expect(refused.stderr).toContain('the run begun 2026-01-02 03:04 UTC')
  expect((await sandbox.cli(['matrix', '--reporter', 'htlm'])).code).toBe(2)
  expect((await publish('--again')).code).toBe(2)
  expect(gh.calls()).toEqual([])
})

test('nobody is called by the words of an SDK', async () => {
  const file = join(sandbox.dir, 'reports/report.json')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('mutually exclusive', 'mutually exclusive, ask @everyone'))
  await publish()
  expect(gh.issues()[0]?.body).toContain('@\u200Beveryone')
  expect(gh.issues()[0]?.body).not.toContain('@everyone')
})

test('no gh, no rights and no report are said, with what to do', async () => {
  const without = await sandbox.cli(['publish-findings', '--repo', 'wobble-ai/app'], { env: { PATH: bin } })
  expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('GH_TOKEN') })
  const nowhere = await publish('--out', 'nowhere')
  expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('Run sdkdrift matrix first') })
})

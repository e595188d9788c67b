import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../../edges/paths.ts'
import { run } from '../../edges/process.ts'
import type { Report } from '../../model/report.ts'
import { putFakeGh } from '../../testing/fake-gh.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { findUv, NO_UV } from '../../testing/find-uv.ts'
import { FOREIGN_REPOSITORIES, foreignMatrix } from '../../testing/foreign-repositories.ts'
import { checkOutPullRequest } from '../../testing/pull-request.ts'
import type { Sandbox } from '../../testing/sandbox.ts'
import { workflowText } from '../../testing/workflow.ts'

// Every line that the templates hand to a shell, in repositories that npm cannot install. That a tarball and a git address
// are really installed by these lines, pack.live.test.ts tries.

const { registry, newSandbox } = await fakeWorld()
let sandbox: Sandbox
let bin: string

beforeEach(() => {
  registry.setReleases('1.3.0')
  sandbox = newSandbox()
  bin = join(sandbox.dir, '..', 'bin')
  mkdirSync(bin)
  putFakeGh(bin)
  // It knows what the templates ask for, and nothing else; what npm would lay down is this checkout.
  writeFileSync(
    join(bin, 'npm'),
    `#!/bin/bash
echo "npm $*" >> ${bin}/npm.log
[[ $1 == install && $2 == --prefix ]] || { echo "npm error: no package-lock.json" >&2; exit 1; }
mkdir -p "$3/node_modules/.bin"
ln -sf ${join(root(), 'harness', 'bin', 'sdkdrift.cjs')} "$3/node_modules/.bin/sdkdrift"
`,
  )
  chmodSync(join(bin, 'npm'), 0o755)
})

type Env = Readonly<Record<string, string>>
const shell = async (lines: string | readonly string[], env: Env = {}): Promise<number | null> => {
  const { exitCode } = await run({
    file: 'bash',
    args: ['--noprofile', '--norc', '-eo', 'pipefail', '-c', [lines].flat().join('\n')],
    cwd: sandbox.dir,
    env: {
      ...sandbox.env,
      ...{ PATH: [bin, sandbox.env['PATH']].join(delimiter), CI: 'true', RUNNER_TEMP: bin, SDKDRIFT: 'sdkdrift' },
      ...env,
    },
  })
  return exitCode
}

type Repository = (typeof FOREIGN_REPOSITORIES)[keyof typeof FOREIGN_REPOSITORIES]
/** A pull request that moves the lockfile to a version that is refused, as a runner checks it out. */
const checkOut = async ({ files, registry: from }: Repository): Promise<void> => {
  const all = { ...files('1.2.0'), 'matrix.json': foreignMatrix(from), '.gitignore': '.sdkdrift\nreports\nparts\n' }
  await checkOutPullRequest(sandbox, all)
  sandbox.writeAll(files('1.3.0'))
}
/** Nothing of the repository's own was installed or changed, but what the pull request changes. */
const untouched = async (): Promise<void> => {
  const { stdout } = await run({ file: 'git', args: ['status', '--short'], cwd: sandbox.dir, env: sandbox.env })
  expect(stdout.split('\n').filter((line) => line !== '' && !line.startsWith(' M '))).toEqual([])
  expect(existsSync(join(sandbox.dir, 'node_modules'))).toBe(false)
}

const steps = z.array(z.object({ name: z.string().optional(), run: z.string().optional() }))
const github = z.object({ jobs: z.record(z.string(), z.object({ steps })) })
const linesOf = (template: string, job: string): readonly string[] =>
  github.parse(parse(workflowText(template))).jobs[job]?.steps.flatMap((step) => step.run ?? []) ?? []
const gitlabJob = z.object({ script: z.array(z.string()) })
const scriptOf = (template: string, job: string): readonly string[] => {
  const read = z.record(z.string(), z.unknown()).parse(parse(workflowText(template)))
  const before = z.object({ before_script: z.array(z.string()) }).parse(read['.sdkdrift'])
  return [...before.before_script, ...gitlabJob.parse(read[job]).script]
}
const report = (): Report => JSON.parse(readFileSync(join(sandbox.dir, 'reports', 'report.json'), 'utf8'))

const canMeasure = ({ registry: from }: Repository): boolean => from === 'npm' || findUv(process.env) !== undefined

test.for(Object.entries(FOREIGN_REPOSITORIES))('on GitHub, in a repository that is %s', async ([, repository], {
  skip,
}) => {
  skip(!canMeasure(repository), NO_UV)
  await checkOut(repository)
  expect(await shell(linesOf('deploy/github-gate.yml', 'gate'), { GITHUB_BASE_REF: 'main' })).toBe(1)
  const [install = '', measure = '', publish = ''] = linesOf('deploy/github-nightly.yml', 'matrix')
  const env = {
    SDKDRIFT_CACHE: join(sandbox.dir, '.sdkdrift'),
    GITHUB_REPOSITORY: 'wobble-ai/app',
    GH_TOKEN: 'not-a-real-token',
  }
  expect([await shell(install, env), await shell(measure, env), await shell(publish, env)]).toEqual([0, 1, 0])

  rmSync(join(sandbox.dir, 'reports'), { recursive: true })
  const output = join(bin, 'output')
  const plan = linesOf('deploy/github-shards.yml', 'plan').map((line) => line.replace('--minutes 20', '--shards 2'))
  expect(await shell(plan, { GITHUB_OUTPUT: output })).toBe(0)
  const { shard } = JSON.parse(readFileSync(output, 'utf8').replace('matrix=', ''))
  expect(shard).toEqual(['1/2', '2/2'])
  for (const SHARD of shard) expect(await shell(linesOf('deploy/github-shards.yml', 'measure'), { SHARD })).toBe(0)
  expect(await shell(linesOf('deploy/github-shards.yml', 'merge'))).toBe(1)
  const { runs, findings } = report()
  expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['measured']))
  expect(findings).toContainEqual(expect.objectContaining({ severity: 'breaking', to: '1.3.0' }))
  await untouched()
})

test.for(Object.entries(FOREIGN_REPOSITORIES))('on GitLab, in a repository that is %s', async ([, repository], {
  skip,
}) => {
  skip(!canMeasure(repository), NO_UV)
  await checkOut(repository)
  const env = { SDKDRIFT_CACHE: join(sandbox.dir, '.sdkdrift'), CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }
  expect(await shell(scriptOf('deploy/gitlab.yml', 'sdkdrift gate'), env)).toBe(1)
  expect(await shell(scriptOf('deploy/gitlab.yml', 'sdkdrift nightly'), env)).toBe(1)
  const plan = scriptOf('deploy/gitlab-shards.yml', 'plan').map((line) => line.replace('--shards 4', '--shards 2'))
  expect(await shell(plan, env)).toBe(0)
  for (const CI_NODE_INDEX of ['1', '2'])
    expect(await shell(scriptOf('deploy/gitlab-shards.yml', 'measure'), { CI_NODE_INDEX, CI_NODE_TOTAL: '2' })).toBe(0)
  expect(await shell(scriptOf('deploy/gitlab-shards.yml', 'merge'))).toBe(1)
  await untouched()
})

test('what is installed is a variable: of a git address its own scripts build it, of all else no script is run', async () => {
  const [install = ''] = linesOf('deploy/github-shards.yml', 'plan')
  for (const template of ['deploy/github-gate.yml', 'deploy/github-nightly.yml', 'deploy/github-shards.yml'])
    for (const [job] of Object.entries(github.parse(parse(workflowText(template))).jobs))
      expect(linesOf(template, job)[0], `${template}: ${job}`).toBe(install)
  for (const SDKDRIFT of ['sdkdrift@0.1.0', './tool.tgz', 'git+https://host.example/a/sdkdrift.git#v1'])
    await shell(install, { SDKDRIFT })
  expect(
    readFileSync(join(bin, 'npm.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^.* (--ignore-scripts=\S+) .* (\S+)$/u, '$1 $2')),
  ).toEqual([
    '--ignore-scripts=true sdkdrift@0.1.0',
    '--ignore-scripts=true ./tool.tgz',
    '--ignore-scripts=false git+https://host.example/a/sdkdrift.git#v1',
  ])
})

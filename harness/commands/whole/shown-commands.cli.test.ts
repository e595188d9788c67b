import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { run } from '../../edges/process.ts'
import { newPair } from '../../measure/store/signatures.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { filled, NOT_RUN, SAYS } from '../../testing/filled-commands.ts'
import { findUv, NO_UV } from '../../testing/find-uv.ts'
import { program, readerProject, shownReleases } from '../../testing/reader-project.ts'
import { documents, linesIn, shownIn } from '../../testing/shown-commands.ts'
import { LIVE } from './shown-live.ts'

// Every command that a document shows is run here, as a shell takes it, in a project that has the files which the documents
// name, with packages that are fakes of those which they name.

const uv = findUv(process.env)
const { newSandbox } = await fakeWorld({ releases: shownReleases })
const sandbox = newSandbox()
const base = join(sandbox.dir, '..')
const [bin, copies] = [join(base, 'bin'), join(base, 'copies')]

/** What docs/scale.md has a reader make before. */
const storeKey = newPair().key

const shell = async (line: string, cwd: string) => {
  const PATH = [bin, dirname(process.execPath), sandbox.env['PATH']].join(delimiter)
  const { exitCode, stdout, stderr } = await run({
    file: 'bash',
    args: ['-c', line],
    cwd,
    env: { ...sandbox.env, PATH, SDKDRIFT: root(), SDKDRIFT_HOME: join(base, 'tool'), SDKDRIFT_STORE_KEY: storeKey },
    timeoutMs: 110_000,
  })
  return { code: exitCode, stdout, stderr }
}
let finding = ''

beforeAll(async () => {
  if (!uv) return
  mkdirSync(bin)
  symlinkSync(program, join(bin, 'sdkdrift'))
  // What it would lay down for ci.sh: the packages of this checkout.
  writeFileSync(
    join(bin, 'npm'),
    `#!/bin/bash\nif [[ $1 == ci ]]; then ln -s ${join(root(), 'node_modules')} node_modules; fi\n`,
  )
  chmodSync(join(bin, 'npm'), 0o755)
  sandbox.writeAll(readerProject)
  const origin = join(base, 'origin.git')
  const git = `git -c user.name=R -c user.email=r@example.com`
  await shell(
    `${git} init -q -b main . && git add . && ${git} commit -qm x && git clone -q --bare . ${origin}`,
    sandbox.dir,
  )
  await shell(`git remote add origin ${origin} && git fetch -q origin`, sandbox.dir)
  expect((await shell('sdkdrift matrix', sandbox.dir)).code).toBe(1)
  expect((await shell('sdkdrift plan --shards 4 --save plan.json', sandbox.dir)).code).toBe(0)
  for (const index of [1, 2])
    expect((await shell(`sdkdrift matrix --shard ${index}/2 --out parts/${index}`, sandbox.dir)).code).toBe(0)
  const { findings } = JSON.parse(readFileSync(join(sandbox.dir, 'reports', 'report.json'), 'utf8'))
  finding = findings.find(({ sdk }: { sdk: string }) => sdk === 'openai-node').id
})

/** Several documents show the same. */
const ran = new Set<string>()
const skipped = new Map<string, string>()
afterAll(() => {
  process.stdout.write(
    `Shown, and not run by shown-commands.cli.test.ts:\n${[...skipped].map(([line, why]) => `  ${line}  (${why})\n`).join('')}`,
  )
})

/** A gateway serves until Ctrl-C. */
const ended = (line: string): string => (line.startsWith('sdkdrift gateway') ? `timeout --signal=INT 8 ${line}` : line)
const folderOf = (line: string, cwd: string): string =>
  /npm:stripe.* -- node/u.test(line) ? join(cwd, 'stripe') : /pypi:boto3/u.test(line) ? join(cwd, 'boto3') : cwd

test.skipIf(!uv).each(documents)(
  '%s: every command that it shows does what it is shown for',
  async (name) => {
    const shown = new Set(shownIn(name))
    for (const line of linesIn(name)) {
      if (ran.has(line)) continue
      ran.add(line)
      const why = LIVE.has(line)
        ? 'wants real packages: shown-commands.live.test.ts runs it'
        : NOT_RUN.find(([pattern]) => pattern.test(line))?.[1]
      if (why !== undefined) {
        skipped.set(line, why)
        continue
      }
      const cwd = join(copies, 'one')
      rmSync(cwd, { recursive: true, force: true })
      cpSync(sandbox.dir, cwd, { recursive: true })
      if (line.startsWith('sdkdrift init') && !line.includes(':')) rmSync(join(cwd, 'matrix.json'))
      // A command that is only named says what it is.
      const isName = !shown.has(line) && /^sdkdrift [a-z-]+(?: check)?$/u.test(line)
      const text = isName ? `${line} --help` : ended(filled(line, finding))
      const { code, stdout, stderr } = await shell(text, folderOf(line, cwd))
      const told = `${name}: ${line}\n${text}\nexit ${code}\n${stdout}${stderr}`
      expect([0, 1, ...(text.startsWith('timeout') ? [124] : [])], told).toContain(code)
      const [, command = ''] = /^sdkdrift ([a-z-]+)/u.exec(text) ?? []
      const says = isName ? /^Usage: sdkdrift/u : SAYS[command]
      if (says && !/ > /u.test(text)) expect(stdout + stderr, told).toMatch(says)
    }
  },
  600_000,
)

test('what npm and vitest are called for in documents is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root(), 'package.json'), 'utf8'))
  const lines = documents.flatMap(linesIn)
  const named = lines.flatMap((line) => /^npm run ([\w:-]+)/u.exec(line)?.[1] ?? [])
  expect(named.filter((name) => !(name in scripts))).toEqual([])
  const files = lines.flatMap((line) => /^npx vitest run (.*)$/u.exec(line)?.[1]?.split(' ') ?? [])
  expect(files.filter((file) => !existsSync(join(root(), file)))).toEqual([])
})

if (!uv) test('the commands of the documents', ({ skip }) => skip(NO_UV))

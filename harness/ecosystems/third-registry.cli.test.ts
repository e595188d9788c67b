import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'
import { parseReport } from '../tell/reporters/report/schema.ts'
import { type FakeRegistry, startFakeRegistry } from '../testing/fake-registry.ts'
import { makeSandbox, type Sandbox } from '../testing/sandbox.ts'

/**
 * What it takes to add a registry: in a copy of the program two are added, one that is npm in all but its name and one
 * that is PyPI. Whatever still compares names would take one of them for the wrong one.
 */
const program = realpathSync(mkdtempSync(join(tmpdir(), 'sdkdrift-third-')))
let registry: FakeRegistry
let sandbox: Sandbox

beforeAll(async () => {
  for (const name of ['harness', 'fixtures', 'package.json', 'tsconfig.json'])
    cpSync(join(root(), name), join(program, name), { recursive: true })
  symlinkSync(join(root(), 'node_modules'), join(program, 'node_modules'))
  const { compilerOptions } = JSON.parse(readFileSync(join(program, 'tsconfig.json'), 'utf8'))
  const exclude = ['**/*.test.ts', '**/*.fixture.ts', 'harness/testing']
  writeFileSync(join(program, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['harness'], exclude }))
  registry = await startFakeRegistry()
  sandbox = makeSandbox(registry)
})
afterAll(async () => {
  sandbox.close()
  await registry.close()
  rmSync(program, { recursive: true, force: true })
})

const edit = (file: string, change: (text: string) => string): boolean => {
  const before = readFileSync(join(program, file), 'utf8')
  const after = change(before)
  if (after !== before) writeFileSync(join(program, file), after)
  return after !== before
}

const compile = async (): Promise<string> => {
  const tsc = join(root(), 'node_modules', '.bin', 'tsc')
  const { stdout, stderr } = await run({ file: tsc, args: ['-p', program], cwd: program, env: sandbox.env })
  return stdout + stderr
}

/** Every table of registries with two more rows: what npm has for `likenpm`, what PyPI has for `likepypi`. */
const withRows = (text: string): string =>
  text
    // `{ npm, pypi }`, `{ npm: 1, pypi: 2 }`
    .replaceAll(/\{ npm(: .+?)?, pypi(: .+?)? \}/g, (table, npm = ': npm', pypi = ': pypi') =>
      table.replace(/ \}$/, `, likenpm${npm}, likepypi${pypi} }`),
    )
    // One row a line or more, between braces that stand one step further out.
    .replaceAll(/^( *) {2}npm(: [\s\S]*?)?,\n\1 {2}pypi(: [\s\S]*?)?,\n(?=\1\})/gm, (rows, out, npm, pypi) =>
      [`${rows}${out}  likenpm${npm ?? ': npm'},`, `${out}  likepypi${pypi ?? ': pypi'},\n`].join('\n'),
    )

const sources = (): readonly string[] =>
  readdirSync(join(program, 'harness'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/[.](test|fixture)[.]ts$|^testing\//.test(name))
    .map((name) => join('harness', name))

test('a new registry compiles when each table has its row, and its versions are measured then as any other', async () => {
  edit('harness/model/sdk.ts', (text) => text.replace("['npm', 'pypi']", "['npm', 'pypi', 'likenpm', 'likepypi']"))
  const missing = (await compile()).matchAll(/^([^(\s]+)\(.*(?:is missing in|is missing the following).*likenpm/gm)
  const asked = [...new Set([...missing].map(([, file]) => file))].toSorted()
  expect(asked).toContain('harness/ecosystems/index.ts')
  expect(asked).toContain('harness/measure/registries/index.ts')
  expect(asked).toContain('harness/measure/install/index.ts')

  const filled = sources().filter((file) => edit(file, withRows))
  expect(filled.toSorted()).toEqual(asked)
  expect(await compile()).toBe('')

  const names = ['npm', 'likenpm', 'pypi', 'likepypi'] as const
  const sdks = names.map((name) => ({ id: name, registry: name, package: 'openai', versions: ['1.2.0', '1.3.0'] }))
  const scenarios = ['azure-api-key', 'azure-entra-token-as-api-key', 'azure-entra-token-provider']
  sandbox.write('matrix.json', JSON.stringify({ sdks, scenarios }))
  const ran = await run({
    file: process.execPath,
    args: [join(program, 'harness', 'bin', 'sdkdrift.cjs'), 'matrix', '--json'],
    cwd: sandbox.dir,
    env: sandbox.env,
  })
  const { runs, findings } = parseReport(ran.stdout, ran.stderr)
  const told = (id: string) => ({
    runs: runs.filter(({ sdk }) => sdk === id).map(({ version, status, runtime }) => [version, status, runtime]),
    findings: findings
      .filter(({ sdk }) => sdk === id)
      .map(({ from, to, severity, cause, remedies }) => [from, to, severity, cause, remedies]),
  })
  expect(told('npm').findings).not.toEqual([])
  expect(told('likenpm')).toEqual(told('npm'))
  expect(told('pypi').findings).not.toEqual([])
  expect(told('likepypi')).toEqual(told('pypi'))
})

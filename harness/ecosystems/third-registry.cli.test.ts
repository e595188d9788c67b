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
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'
import { parseReport } from '../tell/reporters/report/parse-report.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import { findUv, NO_UV } from '../testing/find-uv.ts'

/**
 * What it takes to add a registry: in a copy of the program two are added, one that is npm in all but its name and one
 * that is PyPI. Whatever still compares names would take one of them for the wrong one.
 */
const program = realpathSync(mkdtempSync(join(tmpdir(), 'sdkdrift-third-')))
const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()
/** Files in which the compiler misses a row, and what it says when all are there. */
let asked: readonly string[]
let filled: readonly string[]
let said: string

beforeAll(async () => {
  for (const name of ['harness', 'fixtures', 'package.json', 'tsconfig.json'])
    cpSync(join(root(), name), join(program, name), { recursive: true })
  symlinkSync(join(root(), 'node_modules'), join(program, 'node_modules'))
  const { compilerOptions } = JSON.parse(readFileSync(join(program, 'tsconfig.json'), 'utf8'))
  // What measures and fakes the program is none of it.
  const exclude = ['**/*.test.ts', '**/*.fixture.ts', 'harness/testing', 'harness/bench']
  writeFileSync(join(program, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['harness'], exclude }))

  edit('harness/model/sdk.ts', (text) => text.replace("['npm', 'pypi']", "['npm', 'pypi', 'likenpm', 'likepypi']"))
  const missing = (await compile()).matchAll(/^([^(\s]+)\(.*(?:is missing in|is missing the following).*likenpm/gm)
  asked = [...new Set([...missing].map(([, file]) => file ?? ''))].toSorted()
  filled = sources().filter((file) => edit(file, withRows))
  for (const name of readdirSync(join(program, 'fixtures/families'), { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.json'))
      edit(join('fixtures/families', name), (text) => JSON.stringify(published(named(JSON.parse(text)))))
  said = await compile()
})
afterAll(async () => {
  rmSync(program, { recursive: true, force: true })
})

const edit = (file: string, change: (text: string) => string): boolean => {
  const before = readFileSync(join(program, file), 'utf8')
  const after = change(before)
  if (after !== before) writeFileSync(join(program, file), after)
  return after !== before
}

const sources = (): readonly string[] =>
  readdirSync(join(program, 'harness'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/[.](test|fixture)[.]ts$|^(testing|bench)\//.test(name))
    .map((name) => join('harness', name))
    .toSorted()

const compile = async (): Promise<string> => {
  const tsc = join(root(), 'node_modules', '.bin', 'tsc')
  const { stdout, stderr } = await run({ file: tsc, args: ['-p', program], cwd: program, env: sandbox.env })
  return stdout + stderr
}

/** Every table of registries with two more rows: what npm has for `likenpm`, what PyPI has for `likepypi`. */
const withRows = (text: string): string =>
  text
    // `{ npm, pypi }`, `{ npm: 1, pypi: 2 }`
    .replaceAll(/(?<!import )\{ npm(: .+?)?, pypi(: .+?)? \}/g, (table, npm = ': npm', pypi = ': pypi') =>
      table.replace(/ \}$/, `, likenpm${npm}, likepypi${pypi} }`),
    )
    // One row a line or more, between braces that stand one step further out.
    .replaceAll(/^( *) {2}npm(: [\s\S]*?)?,\n\1 {2}pypi(: [\s\S]*?)?,\n(?=\1\})/gm, (rows, out, npm, pypi) =>
      [`${rows}${out}  likenpm${npm ?? ': npm'},`, `${out}  likepypi${pypi ?? ': pypi'},\n`].join('\n'),
    )

/** One that names no registry is on npm. */
const named = (family: object): object =>
  'client' in family && !('npm' in family || 'pypi' in family) ? { ...family, npm: {} } : family

/** A family with the words that it has for npm for `likenpm` too, and those for PyPI. */
const published = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(published)
  const more = {
    ...value,
    ...('npm' in value ? { likenpm: value.npm } : {}),
    ...('pypi' in value ? { likepypi: value.pypi } : {}),
  }
  return Object.fromEntries(Object.entries(more).map(([key, member]) => [key, published(member)]))
}

const cli = (...args: readonly string[]) =>
  run({
    file: process.execPath,
    args: [join(program, 'harness', 'bin', 'sdkdrift.cjs'), ...args],
    cwd: sandbox.dir,
    env: sandbox.env,
  })

test('the compiler asks for a row in every table, and once all are there for nothing else', () => {
  expect(asked).toContain('harness/ecosystems/index.ts')
  expect(asked).toContain('harness/measure/registries/index.ts')
  expect(asked).toContain('harness/measure/install/index.ts')
  expect(filled).toEqual(asked)
  expect(said).toBe('')
})

const node = `import { AzureOpenAI } from 'openai'
const client = new AzureOpenAI({ endpoint: process.env.AZURE_OPENAI_ENDPOINT, apiVersion: '2024-10-21' })
await client.chat.completions.create({ model: 'gpt-4o', messages: [] })`
const python = `import os
from openai import AzureOpenAI
client = AzureOpenAI(azure_endpoint=os.environ["SDKDRIFT_GATEWAY_URL"], api_key=os.environ["SDKDRIFT_API_KEY"], api_version="1")
client.chat.completions.create(model="gpt-4o", messages=[])`

describe.each([
  { name: 'likenpm', as: 'npm', command: ['node', '--input-type=module', '--eval', node] },
  { name: 'likepypi', as: 'pypi', command: ['python3', '-c', python] },
])('a registry like $as', ({ name, as, command }) => {
  const sdks = [as, name].map((id) => ({ id, registry: id, package: 'openai', versions: ['1.2.0', '1.3.0'] }))
  const scenarios = ['azure-api-key', 'azure-entra-token-as-api-key', 'azure-entra-token-provider']
  const config = `${name}.json`

  test('its versions are installed and measured as those of its model are', async ({ skip }) => {
    skip(as === 'pypi' && !findUv(process.env), NO_UV)
    sandbox.write(config, JSON.stringify({ sdks, scenarios }))
    const { stdout, stderr } = await cli('matrix', '--config', config, '--json')
    const { runs, findings } = parseReport(stdout, stderr)
    const told = (id: string) => ({
      runs: runs.filter(({ sdk }) => sdk === id).map(({ version, status, runtime }) => [version, status, runtime]),
      findings: findings
        .filter(({ sdk }) => sdk === id)
        .map(({ from, to, severity, cause, remedies }) => [from, to, severity, cause, remedies]),
    })
    expect(told(as).findings).not.toEqual([])
    expect(told(name)).toEqual(told(as))
  })

  test("a user's own command gets them", async ({ skip }) => {
    skip(as === 'pypi' && !findUv(process.env), NO_UV)
    sandbox.write(config, JSON.stringify({ sdks, scenarios }))
    const told = async (id: string) => {
      const own = ['--scenario', 'your-command', '--gateway', 'azure-openai', '--config', config, '--json']
      const { stdout, stderr } = await cli('gate', id, '--from', '1.2.0', '--to', '1.3.0', ...own, '--', ...command)
      expect(stdout, stderr).not.toBe('')
      const { candidates }: { candidates: readonly { findings: readonly Record<string, unknown>[] }[] } =
        JSON.parse(stdout)
      return candidates.flatMap(({ findings }) => findings.map(({ severity, cause }) => [severity, cause]))
    }
    const expected = await told(as)
    expect(expected).not.toEqual([])
    expect(await told(name)).toEqual(expected)
  })
})

import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'

// A rule of ours that never fires looks like a rule that everybody keeps.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sdkdrift-lint-')))
for (const name of ['biome.json', '.ci/lint']) cpSync(join(root(), name), join(folder, name), { recursive: true })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Diagnostic = { readonly category: string; readonly location: { readonly start: { readonly line: number } } }

/** The lines of this text that our own rules complain of, counted from 1. */
const complaints = async (path: string, lines: readonly string[]): Promise<readonly number[]> => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), `${lines.join('\n')}\n`)
  const { stdout } = await run({
    file: join(root(), 'node_modules', '.bin', 'biome'),
    args: ['lint', '--vcs-enabled=false', '--reporter=json', path],
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '' },
  })
  const { diagnostics }: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(stdout)
  return diagnostics.filter(({ category }) => category === 'plugin').map(({ location }) => location.start.line)
}

const comparing = [
  "export const a = (sdk) => (sdk.registry === 'npm' ? 1 : 0)",
  "export const b = ({ registry }) => registry !== 'pypi'",
  "export const c = (context) => 'npm' === context?.sdk.registry",
  "export const d = (sdk) => sdk.registry === 'one that is not there yet'",
  "export const e = (all) => all.filter((one) => one === 'pypi')",
  "export const f = (installed) => installed.runtime.name === 'node'",
  "export const g = ({ language }) => language === 'python'",
]

test('a comparison of a registry or a language with a word is refused, wherever it stands', async () => {
  expect(await complaints('harness/pipeline/planted.ts', comparing)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(await complaints('harness/measure/sdks/deep/planted.ts', comparing)).toHaveLength(7)
})

test('but where registries are described, and in tests', async () => {
  expect(await complaints('harness/ecosystems/planted.ts', comparing)).toEqual([])
  expect(await complaints('harness/pipeline/planted.test.ts', comparing)).toEqual([])
})

test('two registries may be compared with each other, and other things with words', async () => {
  const lines = ['export const a = (x, y) => x.registry === y.registry', "export const b = (x) => x.kind === 'path'"]
  expect(await complaints('harness/pipeline/planted.ts', lines)).toEqual([])
})

test('time and chance are refused but at the edges', async () => {
  const lines = ['export const a = () => Date.now()', 'export const b = () => Math.random()']
  expect(await complaints('harness/judge/planted.ts', lines)).toEqual([1, 2])
  expect(await complaints('harness/edges/planted.ts', lines)).toEqual([])
})

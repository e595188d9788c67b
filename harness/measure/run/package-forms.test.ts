import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakes } from './fake-install.fixture.ts'
import type { ObserveOptions } from './measure.ts'
import { drivers, folder, installedFrom, run, scenario, told } from './measured-fake.fixture.ts'

/** An npm package with these files beside its manifest, installed in a folder of its own. */
const aPackage = (name: string, manifest: object, files: Readonly<Record<string, string>>) => {
  const dir = join(folder, name)
  const own = join(dir, 'node_modules', 'openai')
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'package.json'), JSON.stringify({ name: 'openai', version: '6.0.0', ...manifest }))
  for (const [path, text] of Object.entries(files)) writeFileSync(join(own, path), text)
  return installedFrom('npm', dir)
}
const fake = readFileSync(join(fakes, 'openai.cjs'), 'utf8')
const imported = "import sdk from './index.cjs'\nexport const OpenAI = sdk.OpenAI\nglobalThis.loaded = 'imported'\n"
const required = "if (globalThis.loaded) throw new Error(globalThis.loaded)\nmodule.exports = require('./index.cjs')\n"

const both = async (installed: ObserveOptions['installed']) => {
  const one = scenario('plain')
  const cells = (['', '.require', ''] as const).map((variant, index) => {
    const id = `${index}${variant}`
    return { scenario: { ...one, id }, variant, id, gateway: 'open' }
  })
  return await run('npm', [], { installed, cells })
}

test('each form of a package is loaded by its own conditions, in a process of its own', async () => {
  const exports = { '.': { require: './required.cjs', import: './imported.mjs' } }
  const files = { 'index.cjs': fake, 'imported.mjs': imported, 'required.cjs': required }
  const { captures } = await both(aPackage('both-forms', { exports }, files))
  expect(told(captures)).toEqual({ '0': '200', '1.require': '200', '2': '200' })
})

test('a package of CommonJS alone is imported and required', async () => {
  const { captures } = await both(aPackage('commonjs', { main: 'index.cjs' }, { 'index.cjs': fake }))
  expect(told(captures)).toEqual({ '0': '200', '1.require': '200', '2': '200' })
})

test('a package that cannot be required ends so, where it is required', async () => {
  const exports = { '.': { import: './imported.mjs' } }
  const { captures } = await both(aPackage('no-require', { exports }, { 'index.cjs': fake, 'imported.mjs': imported }))
  expect(told(captures)).toEqual({ '0': '200', '1.require': 'Error', '2': '200' })
  expect(JSON.stringify(captures[1])).toContain('No \\"exports\\" main')
})

test('a file that breaks down where it is required ends so there, and costs what is imported nothing', async () => {
  const exports = { '.': { require: './required.cjs', import: './imported.mjs' } }
  const files = { 'index.cjs': fake, 'imported.mjs': imported, 'required.cjs': 'syntax error' }
  const { captures } = await both(aPackage('broken-require', { exports }, files))
  expect(told(captures)).toEqual({ '0': '200', '1.require': 'SyntaxError', '2': '200' })
})

test('a version that cannot be imported is not measured, and its traceback says why', async () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const { control, captures } = await run('pypi', ['plain'], {
    installed: installedFrom('pypi', empty),
  })
  expect(control).toEqual({ ok: false, reason: expect.stringContaining("No module named 'openai'") })
  expect(captures).toEqual([])
})

test('a version that waits for a connection elsewhere as it is imported is not measured, and told at once', async () => {
  const file = "export class OpenAI {}\nawait fetch('http://telemetry.example:443')\n"
  const installed = aPackage('asks-at-import', { exports: './index.mjs' }, { 'index.mjs': file })
  const { control } = await run('npm', ['plain'], { installed })
  expect(control).toEqual({ ok: false, reason: expect.stringContaining('refused a connection to telemetry.example') })
})

test.each(drivers.slice(0, 2))('a folder behind a symbolic link is measured like any other, $registry', async ({
  registry,
}) => {
  const link = join(folder, `link-${registry}`)
  if (!existsSync(link)) symlinkSync(join(folder, registry), link)
  const { captures } = await run(registry, ['plain'], { installed: installedFrom(registry, link) })
  expect(told(captures)).toEqual({ plain: '200' })
})

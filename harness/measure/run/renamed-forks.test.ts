import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakes } from './fake-install.fixture.ts'
import type { ObserveOptions } from './measure.ts'
import { folder, installedFrom, run, told } from './measured-fake.fixture.ts'

/** A distribution of this name that installs these modules, beside the `openai` that it depends on. */
const aFork = (name: string, modules: readonly string[]): ObserveOptions['installed'] => {
  const dir = join(folder, `fork-${name}-${modules.join('-')}`)
  mkdirSync(join(dir, `${name.replaceAll('-', '_')}-6.0.0.dist-info`), { recursive: true })
  const record = modules.map((module) => `${module}.py,sha256=x,1\n`).join('')
  writeFileSync(join(dir, `${name.replaceAll('-', '_')}-6.0.0.dist-info`, 'RECORD'), record)
  writeFileSync(join(dir, 'openai.py'), 'raise ImportError("the original was imported")\n')
  for (const module of modules) copyFileSync(join(fakes, 'openai.py'), join(dir, `${module}.py`))
  const { target, ...rest } = installedFrom('pypi', dir)
  return { ...rest, target: { ...target, sdk: { ...target.sdk, package: name } } }
}

test.each([
  ['under the module of its family', ['helpers', 'openai']],
  ['under its own name', ['acme_openai', 'helpers']],
  ['under another name, the only one that it installs', ['acme']],
] as const)('a renamed fork on PyPI is imported %s', async (_, modules) => {
  const { captures } = await run('pypi', ['plain'], { installed: aFork('Acme.openai', modules) })
  expect(told(captures)).toEqual({ plain: '200' })
})

test('a fork whose module cannot be told from others is not measured, with what it installs', async () => {
  const { control } = await run('pypi', ['plain'], { installed: aFork('acme-openai', ['acme', 'other']) })
  const reason = 'acme-openai installs no module openai or acme_openai, but acme, other.'
  expect(control).toEqual({ ok: false, reason: expect.stringContaining(reason) })
})

test('a renamed fork on npm is imported by its own name', async () => {
  const dir = join(folder, 'npm-fork')
  const own = join(dir, 'node_modules', '@acme', 'openai')
  mkdirSync(own, { recursive: true })
  copyFileSync(join(fakes, 'openai.cjs'), join(own, 'index.cjs'))
  writeFileSync(join(own, 'package.json'), '{ "name": "@acme/openai", "version": "6.0.0", "main": "index.cjs" }')
  const { target, ...rest } = installedFrom('npm', dir)
  const installed = { ...rest, target: { ...target, sdk: { ...target.sdk, package: '@acme/openai' } } }
  const { captures } = await run('npm', ['plain'], { installed })
  expect(told(captures)).toEqual({ plain: '200' })
})

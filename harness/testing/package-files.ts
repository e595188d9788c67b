import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Registry } from '../model/sdk.ts'
import { type FakeRelease, moduleOf, packagesDir, spelledFor } from './releases.ts'

/** Path within a package → text. */
export type Files = Readonly<Record<string, string>>

/** The repositories that the packages say they come from. */
export const repositoryOf = (registry: Registry): string =>
  `https://github.com/wobble-ai/wobble-${registry === 'npm' ? 'node' : 'python'}`

/** An npm package's `package.json`, without what only a registry adds. */
export const npmManifest = (release: FakeRelease) => ({
  name: release.package,
  version: release.version,
  description: 'A fake for tests.',
  license: 'MIT',
  type: 'module',
  exports: { require: './required.js', default: './index.js' },
  engines: { node: release.wants.npm },
  repository: { type: 'git', url: `git+${repositoryOf('npm')}.git` },
  dependencies: release.needs.npm,
})

/** A package's folder: what `npm pack` packs, or a project that a Python build frontend builds without a network. */
export const packageFiles = (registry: Registry, release: FakeRelease): Files =>
  registry === 'npm'
    ? {
        'package.json': json(npmManifest(release)),
        'index.js': source('npm', release.code, 'index.js'),
        'release.json': releaseJson('npm', release.behaviour, release),
        // The same code again, with what it does when it is required.
        'required.js': source('npm', release.code, 'index.js').replace('./release.json', './required.json'),
        'required.json': releaseJson('npm', release.required, release),
      }
    : {
        ...pythonModule(release),
        'pyproject.toml': pyproject(release),
        'build_backend.py': readFileSync(join(packagesDir, 'pypi', 'build_backend.py'), 'utf8'),
      }

/** The module of a Python package: its code, and what it reads of its own release. */
export const pythonModule = (release: FakeRelease): Files => {
  const { code: from, module } = release
  const dir = join(packagesDir, 'pypi', from, moduleOf(from))
  const code = readdirSync(dir).filter((name) => name.endsWith('.py'))
  return {
    ...Object.fromEntries(code.map((name) => [`${module}/${name}`, readFileSync(join(dir, name), 'utf8')])),
    [`${module}/release.json`]: releaseJson('pypi', release.behaviour, release),
  }
}

const pyproject = (release: FakeRelease): string =>
  [
    '[build-system]',
    'requires = []',
    'build-backend = "build_backend"',
    'backend-path = ["."]',
    '',
    '[project]',
    `name = "${release.package}"`,
    `version = "${spelledFor('pypi', release.version)}"`,
    `requires-python = "${release.wants.pypi}"`,
    `dependencies = ${JSON.stringify(Object.entries(release.needs.pypi).map(([name, range]) => name + range))}`,
    '',
  ].join('\n')

const releaseJson = (registry: Registry, behaviour: FakeRelease['behaviour'], { version }: FakeRelease): string =>
  json({ version: spelledFor(registry, version), ...behaviour })

const source = (registry: Registry, name: string, file: string): string =>
  readFileSync(join(packagesDir, registry, name, file), 'utf8')

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

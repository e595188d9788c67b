import type { Registry } from '../../model/sdk.ts'
import { readPipfile } from './pypi/pipfile.ts'
import { readPyproject } from './pypi/pyproject.ts'
import type { ReadLock, ReadManifest } from './reading.ts'

/** Which manifests a lockfile can answer for. */
export type ManifestKind = 'package.json' | 'pyproject.toml' | 'Pipfile' | 'requirements'

/** Parsers of other tools' formats are large: each is loaded when there is a file for it. */
export type LockFormat = {
  readonly registry: Registry
  readonly of: ManifestKind
  readonly reader: () => Promise<ReadLock>
}

const npm = (reader: LockFormat['reader']): LockFormat => ({ registry: 'npm', of: 'package.json', reader })
const pyproject = (reader: LockFormat['reader']): LockFormat => ({ registry: 'pypi', of: 'pyproject.toml', reader })
const packageLock = npm(async () => (await import('./npm/package-lock.ts')).readPackageLock)
const tomlLocks = () => import('./pypi/toml-lock.ts')

/** Lockfiles by name. */
const LOCKS: Readonly<Record<string, LockFormat>> = {
  'package-lock.json': packageLock,
  'npm-shrinkwrap.json': packageLock,
  'pnpm-lock.yaml': npm(async () => (await import('./npm/pnpm-lock.ts')).readPnpmLock),
  'yarn.lock': npm(async () => (await import('./npm/yarn-lock.ts')).readYarnLock),
  'bun.lock': npm(async () => (await import('./npm/bun-lock.ts')).readBunLock),
  'uv.lock': pyproject(async () => (await tomlLocks()).readUvLock),
  'poetry.lock': pyproject(async () => (await tomlLocks()).readPoetryLock),
  'pdm.lock': pyproject(async () => (await tomlLocks()).readPdmLock),
  'Pipfile.lock': {
    registry: 'pypi',
    of: 'Pipfile',
    reader: async () => (await import('./pypi/pipfile-lock.ts')).readPipfileLock,
  },
}

/** `pylock.toml`, `pylock.dev.toml`. https://peps.python.org/pep-0751/#file-name */
const PYLOCK = /^pylock(?:\.[^.]+)?\.toml$/

export const lockFormat = (name: string): LockFormat | undefined =>
  PYLOCK.test(name)
    ? pyproject(async () => (await tomlLocks()).readPylock)
    : Object.hasOwn(LOCKS, name)
      ? LOCKS[name]
      : undefined

/** Manifests of Python by name; package.json and requirements files need more than their text, and are read apart. */
export const PYTHON_MANIFESTS: Readonly<Record<string, { readonly kind: ManifestKind; readonly read: ReadManifest }>> =
  {
    'pyproject.toml': { kind: 'pyproject.toml', read: readPyproject },
    Pipfile: { kind: 'Pipfile', read: readPipfile },
  }

/** `requirements.txt`, `dev-requirements.in`, and whatever lies in a folder of that name. */
export const isRequirements = (path: string): boolean =>
  /(^|\/)(?:([^/]*[-_.])?requirements([-_.][^/]*)?|requirements\/[^/]+)\.(txt|in)$/i.test(path)

/** Where a workspace keeps its folders and catalogs. */
export const CATALOG_FILES = ['pnpm-workspace.yaml', '.yarnrc.yml']

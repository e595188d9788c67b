import type { Registry } from '../model/sdk.ts'
import { readBunLock } from './npm/bun-lock.ts'
import { readPackageLock } from './npm/package-lock.ts'
import { readPnpmLock } from './npm/pnpm-lock.ts'
import { readYarnLock } from './npm/yarn-lock.ts'
import { readPipfile } from './pypi/pipfile.ts'
import { readPipfileLock } from './pypi/pipfile-lock.ts'
import { readPyproject } from './pypi/pyproject.ts'
import { readPdmLock, readPoetryLock, readPylock, readUvLock } from './pypi/toml-lock.ts'
import type { ReadLock, ReadManifest } from './reading.ts'

/** Which manifests a lockfile can answer for. */
export type ManifestKind = 'package.json' | 'pyproject.toml' | 'Pipfile' | 'requirements'

export type LockFormat = { readonly registry: Registry; readonly of: ManifestKind; readonly read: ReadLock }

const npm = (read: ReadLock): LockFormat => ({ registry: 'npm', of: 'package.json', read })
const pyproject = (read: ReadLock): LockFormat => ({ registry: 'pypi', of: 'pyproject.toml', read })

/** Lockfiles by name. */
const LOCKS: Readonly<Record<string, LockFormat>> = {
  'package-lock.json': npm(readPackageLock),
  'npm-shrinkwrap.json': npm(readPackageLock),
  'pnpm-lock.yaml': npm(readPnpmLock),
  'yarn.lock': npm(readYarnLock),
  'bun.lock': npm(readBunLock),
  'uv.lock': pyproject(readUvLock),
  'poetry.lock': pyproject(readPoetryLock),
  'pdm.lock': pyproject(readPdmLock),
  'Pipfile.lock': { registry: 'pypi', of: 'Pipfile', read: readPipfileLock },
}

/** `pylock.toml`, `pylock.dev.toml`. https://peps.python.org/pep-0751/#file-name */
const PYLOCK = /^pylock(?:\.[^.]+)?\.toml$/

export const lockFormat = (name: string): LockFormat | undefined =>
  PYLOCK.test(name) ? pyproject(readPylock) : Object.hasOwn(LOCKS, name) ? LOCKS[name] : undefined

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

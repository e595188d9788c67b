import { satisfies as satisfiesPep440 } from '@renovatebot/pep440'
import { satisfies } from 'semver'
import type { Registry } from '../../model/sdk.ts'

/** Does a version lie in a semver range (npm) or a PEP 440 specifier (PyPI)? Pre-releases count as any other. */
export const isInRange = (registry: Registry, version: string, range: string): boolean =>
  registry === 'npm'
    ? satisfies(version, range, { includePrerelease: true })
    : satisfiesPep440(version, range, { prereleases: true })

import { satisfies as satisfiesPep440 } from '@renovatebot/pep440'
import { satisfies as satisfiesSemver } from 'semver'
import type { Sdk } from '../model/sdk.ts'
import type { InRange } from '../verdict/accept.ts'

/** Version ranges in the language of each SDK's registry: semver on npm, PEP 440 on PyPI; an exact version is itself. */
export const inRangeOf =
  (sdks: readonly Pick<Sdk, 'id' | 'registry'>[]): InRange =>
  (id, version, range) => {
    if (version === range) return true
    const registry = sdks.find((sdk) => sdk.id === id)?.registry
    return registry === 'npm'
      ? satisfiesSemver(version, range, { includePrerelease: true })
      : satisfiesPep440(version, range, { prereleases: true })
  }

import semver from 'semver'
import type { Scheme } from './ecosystem.ts'

/** Semantic Versioning as npm reads it. https://github.com/npm/node-semver */
export const npmVersions: Scheme = {
  registry: 'npm',
  compare: (a, b) => semver.compareBuild(a, b),
  exact: (selector) => semver.clean(selector),
  isRange: (selector) => selector.trim() !== '' && semver.validRange(selector) !== null,
  satisfies: (version, range) => semver.satisfies(version, range, { includePrerelease: true }),
  isPrerelease: (version) => semver.prerelease(version) !== null,
  asksForPrerelease: (version, range) => semver.satisfies(version, range),
  major: (version) => String(semver.major(version)),
  minor: (version) => `${semver.major(version)}.${semver.minor(version)}`,
  rangeWords: 'a semver range such as ">=5.17.0 <6" or "5.x"',
}

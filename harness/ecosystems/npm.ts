import semver from 'semver'
import type { Ecosystem } from './ecosystem.ts'

/** https://docs.npmjs.com/cli/configuring-npm/package-json#name */
const NAME = /^(@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9~][a-z0-9._~-]*$/i
/** What a dist-tag may be called: npm refuses those that read as a range. */
const TAG = /^[a-z][\w.-]*$/i

const known = new Map<string, semver.SemVer>()

/** Lists have a thousand versions and are sorted and searched many times: each is taken apart once. */
const parsed = (version: string): semver.SemVer => {
  const made = known.get(version) ?? new semver.SemVer(version)
  known.set(version, made)
  return made
}

/** Semantic Versioning as npm reads it. https://github.com/npm/node-semver */
export const npm: Ecosystem = {
  name: 'npm',
  language: 'node',
  aRuntime: '22',
  // https://docs.npmjs.com/cli/configuring-npm/package-json#engines: "advisory only".
  runtimeClaim: { field: 'engines.node', binding: false },
  arguments: 'object',
  slowToStart: false,
  sideBySide: true,
  normalName: (name) => name,
  validName: (name) => NAME.test(name),
  isTag: (selector) => TAG.test(selector),
  tagWords: 'a dist-tag',
  compare: (a, b) => semver.compareBuild(parsed(a), parsed(b)),
  exact: (selector) => semver.clean(selector),
  isRange: (selector) => selector.trim() !== '' && semver.validRange(selector) !== null,
  satisfies: (version, range) => semver.satisfies(version, range, { includePrerelease: true }),
  andLater: (version) => `>=${version}`,
  isPrerelease: (version) => semver.prerelease(version) !== null,
  asksForPrerelease: (version, range) => semver.satisfies(version, range),
  major: (version) => String(parsed(version).major),
  minor: (version) => {
    const { major, minor } = parsed(version)
    return `${major}.${minor}`
  },
  patch: (version) => {
    const { major, minor, patch } = parsed(version)
    return `${major}.${minor}.${patch}`
  },
  rangeWords: 'a semver range such as ">=5.17.0 <6" or "5.x"',
}

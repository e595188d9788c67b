import { compare, explain, RANGE_PATTERN, satisfies, valid, validRange } from '@renovatebot/pep440'
import type { Ecosystem } from './ecosystem.ts'

/** https://packaging.python.org/specifications/name-normalization/ */
const NAME = /^([a-z0-9]|[a-z0-9][a-z0-9._-]*[a-z0-9])$/i
const PINNED = /^={2,3}(.+)$/
const CLAUSE = new RegExp(`^${RANGE_PATTERN}$`, 'i')
/** Operators that, with a pre-release behind them, ask for pre-releases. https://peps.python.org/pep-0440/#handling-of-pre-releases */
const ASKING = ['==', '>=', '<=', '~=', '===']

/** Release segments, zero-padded: `2.33` and `2.33.0` are one version. */
const segments = (version: string, count: number): string => {
  const { epoch = 0, release = [] } = explain(version) ?? {}
  return `${epoch}!${Array.from({ length: count }, (_, index) => release[index] ?? 0).join('.')}`
}

/** One text for all spellings of a version: `2.33`, `2.33.0`, `v2.33`. */
export const pypiKey = (version: string): string => {
  const { epoch, release = [], pre, post, dev, local } = explain(version) ?? {}
  const end = release.findLastIndex((segment) => segment !== 0) + 1
  return JSON.stringify([epoch, release.slice(0, end), pre, post, dev, local])
}

/** PEP 440. https://packaging.python.org/specifications/version-specifiers/ */
export const pypi: Ecosystem = {
  name: 'PyPI',
  language: 'python',
  aRuntime: '3.11',
  // https://packaging.python.org/specifications/core-metadata/#requires-python: installers must not install what does not fit.
  runtimeClaim: { field: 'Requires-Python', binding: true },
  arguments: 'keywords',
  // CPython and the imports of an SDK take several times as long as Node and its.
  slowToStart: true,
  // One environment holds one.
  sideBySide: false,
  // https://peps.python.org/pep-0503/#normalized-names
  normalName: (name) => name.toLowerCase().replaceAll(/[-_.]+/g, '-'),
  validName: (name) => NAME.test(name),
  isTag: (selector) => selector === 'latest',
  tagWords: '"latest"',
  compare,
  exact: (selector) => {
    const text = selector.trim()
    return valid((PINNED.exec(text)?.[1] ?? text).trim())
  },
  isRange: (selector) => selector.trim() !== '' && validRange(selector),
  satisfies: (version, range) => satisfies(version, range, { prereleases: true }),
  andLater: (version) => `>=${version}`,
  isPrerelease: (version) => explain(version)?.is_prerelease ?? false,
  asksForPrerelease: (_, range) =>
    range.split(',').some((clause) => {
      const { operator, version } = CLAUSE.exec(clause.trim())?.groups ?? {}
      return operator !== undefined && ASKING.includes(operator) && (explain(version)?.is_prerelease ?? false)
    }),
  major: (version) => segments(version, 1),
  minor: (version) => segments(version, 2),
  patch: (version) => segments(version, Math.max(3, explain(version)?.release.length ?? 0)),
  rangeWords: 'a PEP 440 specifier such as ">=2.32,<3" or "==2.*"',
}

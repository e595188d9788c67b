import { describe, expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import type { MatrixSdk, Selector } from '../../model/matrix.ts'
import type { Registry, Release } from '../../model/sdk.ts'
import { chooseVersions } from './choose-versions.ts'
import { aMatrixSdk, aRelease, aReleaseList } from './releases.fixture.ts'

const NPM = aReleaseList(
  'npm',
  [
    '4.104.0',
    '5.0.0-alpha.0',
    '5.0.0',
    '5.0.1',
    aRelease('npm', '5.1.0', { publishedAt: '2026-05-14T01:53:49Z' }),
    aRelease('npm', '5.1.1', { deprecated: 'leaks keys', publishedAt: '2026-01-01T00:00:00Z' }),
    '6.0.0-beta.1',
    '6.0.0',
  ],
  { latest: '6.0.0', next: '6.0.0-beta.1' },
)
const PYPI = aReleaseList(
  'pypi',
  [
    aRelease('pypi', '0.28', { installable: false }),
    '2.32.0',
    '2.33.0',
    aRelease('pypi', '2.33.1', { yanked: 'broken auth' }),
    aRelease('pypi', '2.34.0', { yanked: '' }),
    '3.0.0rc1',
    '3.0.0',
  ],
  { latest: '3.0.0' },
)
const LISTS = { npm: NPM, pypi: PYPI }

const choose = (registry: Registry, versions: readonly Selector[], changed: Partial<MatrixSdk> = {}) => {
  const { targets, leftOut } = chooseVersions(aMatrixSdk(registry, versions, changed), LISTS[registry])
  return {
    taken: targets.map(({ version }) => version),
    leftOut: leftOut.map(({ version, why }) => `${version} ${why}`),
  }
}

const faultsOf = (registry: Registry, versions: readonly Selector[]) => {
  try {
    chooseVersions(aMatrixSdk(registry, versions), LISTS[registry])
  } catch (error) {
    if (error instanceof UserError) return error.faults.map(({ what, where, hint }) => `${where}: ${what} ${hint}`)
    throw error
  }
  return []
}

describe('what a selector takes', () => {
  test.each<[Registry, Selector, string[]]>([
    ['npm', '5.0.1', ['5.0.1']],
    ['npm', 'v5.0.1', ['5.0.1']],
    ['npm', '=5.0.1', ['5.0.1']],
    ['npm', 'latest', ['6.0.0']],
    ['npm', 'next', ['6.0.0-beta.1']],
    ['npm', '5.x', ['5.0.0', '5.0.1', '5.1.0']],
    ['npm', '>=6.0.0-beta.0', ['6.0.0-beta.1', '6.0.0']],
    ['npm', { range: '5.x', keep: 'newest' }, ['5.1.0']],
    ['npm', { range: '>=4', keep: 'newest-per-minor' }, ['4.104.0', '5.0.1', '5.1.0', '6.0.0']],
    ['npm', { range: '>=4', keep: 'newest-per-major' }, ['4.104.0', '5.1.0', '6.0.0']],
    ['npm', { range: '<5.0.1', keep: 'all' }, ['4.104.0', '5.0.0']],
    ['npm', { newest: 2 }, ['5.1.0', '6.0.0']],
    ['npm', { range: '5.x', newest: 2 }, ['5.0.1', '5.1.0']],
    ['npm', { range: '5.x', newest: 9 }, ['5.0.0', '5.0.1', '5.1.0']],
    ['npm', { spread: 2 }, ['4.104.0', '6.0.0']],
    ['npm', { spread: 3 }, ['4.104.0', '5.0.1', '6.0.0']],
    ['npm', { range: '>=4', spread: 9 }, ['4.104.0', '5.0.0', '5.0.1', '5.1.0', '6.0.0']],
    ['pypi', '2.33', ['2.33.0']],
    ['pypi', '==2.33', ['2.33.0']],
    ['pypi', 'latest', ['3.0.0']],
    ['pypi', '>=2.32,<3', ['2.32.0', '2.33.0']],
    ['pypi', '>=3.0.0rc1', ['3.0.0rc1', '3.0.0']],
    ['pypi', { range: '==2.*', keep: 'newest' }, ['2.33.0']],
  ])('%s: %j takes %j', (registry, selector, taken) => expect(choose(registry, [selector]).taken).toEqual(taken))

  test('comes out once and oldest first, in whatever order it was asked for', () =>
    expect(choose('npm', ['6.0.0', 'latest', '4.104.0', '5.0.x']).taken).toEqual([
      '4.104.0',
      '5.0.0',
      '5.0.1',
      '6.0.0',
    ]))

  test('carries the day that the registry gives, and is not ordered by it', () => {
    const { targets } = chooseVersions(aMatrixSdk('npm', ['5.1.1', '5.1.0']), NPM)
    expect(targets.map(({ version, publishedAt }) => [version, publishedAt])).toEqual([
      ['5.1.0', '2026-05-14T01:53:49Z'],
      ['5.1.1', '2026-01-01T00:00:00Z'],
    ])
  })
})

describe('what is left out', () => {
  test('is named with its reason', () => {
    expect(choose('npm', ['>=4']).leftOut).toEqual([
      '5.0.0-alpha.0 pre-release',
      '5.1.1 deprecated: leaks keys',
      '6.0.0-beta.1 pre-release',
    ])
    expect(choose('pypi', ['>=0']).leftOut).toEqual([
      '0.28 no wheel',
      '2.33.1 yanked: broken auth',
      '2.34.0 yanked',
      '3.0.0rc1 pre-release',
    ])
  })

  test.each<[Registry, Release['version'], MatrixSdk['include'][number]]>([
    ['npm', '5.1.1', 'deprecated'],
    ['npm', '6.0.0-beta.1', 'prerelease'],
    ['pypi', '2.33.1', 'yanked'],
    ['pypi', '3.0.0rc1', 'prerelease'],
  ])('%s: %s is taken with "include": ["%s"]', (registry, version, include) => {
    expect(choose(registry, ['>=0']).taken).not.toContain(version)
    const { taken, leftOut } = choose(registry, ['>=0'], { include: [include] })
    expect(taken).toContain(version)
    expect(leftOut.join()).not.toContain(version)
  })

  test('does not count what is named exactly', () => {
    expect(choose('npm', ['5.1.x', '5.1.1'])).toEqual({ taken: ['5.1.0', '5.1.1'], leftOut: [] })
    expect(choose('pypi', ['==2.34.0'])).toEqual({ taken: ['2.34.0'], leftOut: [] })
  })

  test('a version without a wheel cannot be installed, named or not', () =>
    expect(choose('pypi', ['0.28', '2.32.0'])).toEqual({ taken: ['2.32.0'], leftOut: ['0.28 no wheel'] }))

  test('of the newest ones, what would be among them', () => {
    expect(choose('npm', [{ newest: 1 }]).leftOut).toEqual([])
    expect(choose('npm', [{ newest: 2 }]).leftOut).toEqual(['5.1.1 deprecated: leaks keys', '6.0.0-beta.1 pre-release'])
  })

  test('a rule names only what it passed over', () => {
    expect(choose('npm', [{ range: '5.x', keep: 'newest' }]).leftOut).toEqual(['5.1.1 deprecated: leaks keys'])
    expect(choose('npm', [{ range: '>=5', keep: 'newest' }]).leftOut).toEqual([])
  })
})

describe('a selector that matches nothing', () => {
  test.each<[Registry, Selector, string]>([
    ['npm', '5.0.9', 'There is no version 5.0.9 of openai on npm. Nearest: 5.0.1, 5.1.0.'],
    ['npm', '9.9.9', 'There is no version 9.9.9 of openai on npm. Nearest: 6.0.0.'],
    ['pypi', '2.33.9', 'There is no version 2.33.9 of openai on PyPI. Nearest: 2.33.0, 3.0.0.'],
    ['npm', '>=9', 'No version of openai on npm matches ">=9". The newest is 6.0.0.'],
    ['pypi', { range: '==9.*', keep: 'newest' }, 'No version of openai on PyPI matches "==9.*". The newest is 3.0.0.'],
    ['npm', 'nxt', 'openai on npm has no version or tag "nxt". Its tags: latest, next.'],
  ])('%s: %j is a fault that shows the way', (registry, selector, fault) =>
    expect(faultsOf(registry, [selector])).toEqual([`openai-${registry}: versions[0]: ${fault}`]))

  test('is told beside all others', () => expect(faultsOf('npm', ['5.0.9', '5.0.0', '>=9'])).toHaveLength(2))

  test('so is a list of which nothing can be measured', () =>
    expect(faultsOf('pypi', ['0.28'])).toEqual([
      'openai-pypi: versions[0]: Of openai on PyPI nothing is left to measure: 0.28 (no wheel). Choose other versions: what has to be built is never installed.',
    ]))
})

describe('adaptive', () => {
  const adaptive = (...versions: readonly Selector[]) => {
    const list = aReleaseList('npm', ['4.0.0', '4.1.0', '4.2.0', '4.3.0', '5.0.0-beta.1', '5.0.0', '5.1.0', '5.2.0'])
    const { targets, waiting, leftOut } = chooseVersions(aMatrixSdk('npm', versions), list)
    const names = (all: typeof targets) => all.map(({ version }) => version)
    return { first: names(targets), waiting: names(waiting), leftOut: leftOut.map(({ version }) => version) }
  }

  test('looks at the ends of each major first, and the rest waits', () =>
    expect(adaptive({ keep: 'adaptive' })).toEqual({
      first: ['4.0.0', '4.3.0', '5.0.0', '5.2.0'],
      waiting: ['4.1.0', '4.2.0', '5.1.0'],
      leftOut: ['5.0.0-beta.1'],
    }))

  test('what is named beside it is looked at in any case', () =>
    expect(adaptive({ range: '5.x', keep: 'adaptive' }, '5.1.0')).toMatchObject({
      first: ['5.0.0', '5.1.0', '5.2.0'],
      waiting: [],
    }))
})

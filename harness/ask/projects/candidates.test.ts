import { describe, expect, test } from 'vitest'
import type { Registry, Release, ReleaseList } from '../../model/sdk.ts'
import { type Candidate, candidatesOf } from './candidates.ts'
import type { Dependent, Group, Locked, Use } from './use.ts'

const release = (version: string, over: Partial<Release> = {}): Release => ({
  version,
  prerelease: /[a-z]/.test(version),
  deprecated: null,
  yanked: null,
  publishedAt: null,
  requires: null,
  installable: true,
  ...over,
})

const RELEASES: Readonly<Record<Registry, readonly Release[]>> = {
  npm: [
    release('4.104.0'),
    release('5.17.0'),
    release('5.18.0'),
    release('5.19.0', { deprecated: 'broken' }),
    release('6.0.0-beta.1'),
    release('6.0.0-beta.2'),
    release('6.0.0'),
    release('6.1.0'),
    release('7.0.0-alpha.1'),
  ],
  pypi: [
    release('1.109.1'),
    release('2.33'),
    release('2.34.0'),
    release('2.34.1', { yanked: '' }),
    release('2.35.0rc1'),
    release('3.0.0'),
    release('3.1.0', { installable: false }),
  ],
}

const listOf = (registry: Registry, name: string): ReleaseList => ({
  registry,
  package: name,
  releases: RELEASES[registry],
  tags: { latest: '6.0.0' },
  repository: null,
  from: 'cache',
})

const aUse = (over: {
  registry?: Registry
  range?: string | null
  locked?: readonly string[]
  group?: Group
  file?: string
  dependents?: Locked['dependents']
}): Use => {
  const { registry = 'npm', range = '^5.0.0', locked = [], group = 'dependencies', file = 'package.json' } = over
  const { dependents = [] } = over
  return {
    registry,
    package: 'openai',
    declared: range === null ? null : { range, at: { file, line: 5 }, group },
    locked: locked.map((version, index) => ({ version, at: { file: 'a.lock', line: 10 + index }, dependents })),
    workspace: null,
  }
}

const told = ({ from, to, state }: Candidate): string => `${from.version} (${from.how}) → ${to}: ${state}`
const candidates = (uses: readonly Use[], latest = false): readonly string[] =>
  candidatesOf(uses, listOf, { latest }).map(told)

test.each([
  ['the newest in range, deprecated ones left out', {}, '5.17.0 (locked) → 5.18.0: upgrade'],
  ['nothing newer in range: the newest of all', { range: '~5.17.0' }, '5.17.0 (locked) → 6.1.0: upgrade'],
  ['a pin allows itself only: the newest of all', { range: '5.17.0' }, '5.17.0 (locked) → 6.1.0: upgrade'],
  ['a dist-tag allows what it points at', { range: 'latest' }, '5.17.0 (locked) → 6.0.0: upgrade'],
  ['no manifest, nothing that holds back', { range: null }, '5.17.0 (locked) → 6.1.0: upgrade'],
  ['locked beyond what is allowed: back to that', { locked: ['6.1.0'] }, '6.1.0 (locked) → 5.18.0: upgrade'],
  ['locked before what is allowed', { locked: ['4.104.0'] }, '4.104.0 (locked) → 5.18.0: upgrade'],
  ['a version that the registry lacks', { locked: ['5.17.9'] }, '5.17.9 (locked) → 5.17.9: unknown-version'],
  ['not from the registry', { range: 'github:me/openai' }, '5.17.0 (locked) → 5.17.0: elsewhere'],
  ['a deprecated one may be left', { locked: ['5.19.0'], range: '>=5' }, '5.19.0 (locked) → 6.1.0: upgrade'],
  [
    'pre-releases for who is on one',
    { locked: ['6.0.0-beta.1'], range: '6.0.0-beta.1 - 6.0.0-beta.9' },
    '6.0.0-beta.1 (locked) → 6.0.0-beta.2: upgrade',
  ],
] as const)('npm: %s', (_, over, expected) => {
  expect(candidates([aUse({ locked: ['5.17.0'], ...over })])).toEqual([expected])
})

test.each([
  ['yanked, pre-release and wheel-less ones left out', { range: '>=2.30' }, '2.33.0 (locked) → 3.0.0: upgrade'],
  ['within the range', { range: '>=2.30,<3' }, '2.33.0 (locked) → 2.34.0: upgrade'],
  ['2.33 and 2.33.0 are one version', { range: '==2.33.*' }, '2.33.0 (locked) → 3.0.0: upgrade'],
  ['any version', { range: '' }, '2.33.0 (locked) → 3.0.0: upgrade'],
  ["poetry's alternatives", { range: '>=1,<2 || >=2.33,<2.35' }, '2.33.0 (locked) → 2.34.0: upgrade'],
  ['a direct reference', { range: '@ git+https://example.com/x' }, '2.33.0 (locked) → 2.33.0: elsewhere'],
] as const)('PyPI: %s', (_, over, expected) => {
  expect(candidates([aUse({ registry: 'pypi', locked: ['2.33.0'], ...over })])).toEqual([expected])
})

test('what the range allows, the newest of the same major and the newest of all are told apart', () => {
  const [one] = candidatesOf([aUse({ locked: ['5.17.0'], range: '~5.17.0' })], listOf, { latest: false })
  expect(one?.newer).toEqual({ allowed: null, sameMajor: '5.18.0', all: '6.1.0' })
  const [other] = candidatesOf([aUse({ locked: ['6.1.0'] })], listOf, { latest: false })
  expect(other?.newer).toEqual({ allowed: null, sameMajor: null, all: null })
})

test('--latest looks past the range', () => {
  expect(candidates([aUse({ locked: ['5.17.0'] })], true)).toEqual(['5.17.0 (locked) → 6.1.0: upgrade'])
})

test('without a lockfile it is what an install would take today', () => {
  expect(candidates([aUse({})])).toEqual(['5.18.0 (newest-in-range) → 6.1.0: upgrade'])
  expect(candidates([aUse({})], true)).toEqual(['5.18.0 (newest-in-range) → 6.1.0: upgrade'])
})

test('without a lockfile, a range that only a pre-release meets', () => {
  expect(candidates([aUse({ range: '^7.0.0-alpha.0' })])).toEqual([
    '7.0.0-alpha.1 (newest-in-range) → 7.0.0-alpha.1: newest-already',
  ])
})

test('where a copy comes from, when it is no registry, is told without a name or password', () => {
  const locked = { version: '5.17.0', at: { file: 'a.lock', line: 1 }, dependents: [] }
  const from = (use: Partial<Use>) =>
    candidatesOf([{ ...aUse({}), ...use }], listOf, { latest: false }).map(({ state, elsewhere }) => [state, elsewhere])
  expect(from({ locked: [{ ...locked, elsewhere: 'git+https://me:secret@host/openai#abc' }] })).toEqual([
    ['elsewhere', 'git+https://host/openai#abc'],
  ])
  expect(from(aUse({ range: 'file:../openai' }))).toEqual([['elsewhere', 'file:../openai']])
  // A tag that the registry lacks is no place.
  expect(from(aUse({ range: 'nightly' }))).toEqual([['unknown-version', null]])
})

test('without a lockfile and without a release in range, nothing can be said', () => {
  expect(candidates([aUse({ range: '^9' })])).toEqual(['^9 (newest-in-range) → ^9: unknown-version'])
})

test('each version of a use is a candidate, each once, at the manifest’s place', () => {
  const [first, second, ...more] = candidatesOf([aUse({ locked: ['4.104.0', '5.17.0', '5.17.0'] })], listOf, {
    latest: false,
  })
  expect([first, second].map((candidate) => candidate?.from.version)).toEqual(['4.104.0', '5.17.0'])
  expect([first?.file, first?.line]).toEqual(['package.json', 5])
  expect(more).toEqual([])
})

test('undeclared duplicates stand where the lockfile has them', () => {
  const places = candidatesOf([aUse({ range: null, locked: ['4.104.0', '5.17.0'] })], listOf, { latest: false })
  expect(places.map(({ file, line }) => `${file}:${line}`)).toEqual(['a.lock:10', 'a.lock:11'])
})

test('a peer range is no candidate beside the dependency of the same manifest, but alone it is', () => {
  const peer = aUse({ range: '>=5', group: 'peer', locked: ['5.17.0'] })
  expect(candidates([peer, aUse({ group: 'dev', locked: ['5.17.0'] })])).toEqual(['5.17.0 (locked) → 5.18.0: upgrade'])
  expect(candidates([peer])).toEqual(['5.17.0 (locked) → 6.1.0: upgrade'])
})

/** A package that wants some `openai`; without a range nobody knows which. */
const wanting = (range: string | null, kind: Dependent['kind'] = 'plain', name = 'langchain'): Dependent => ({
  package: name,
  version: '0.3.0',
  at: { file: 'a.lock', line: 3 },
  wants: range === null ? { kind: 'unknown', why: 'no answer' } : { kind: 'range', range },
  kind,
})

const held = (over: Parameters<typeof aUse>[0], latest = false) =>
  candidatesOf([aUse(over)], listOf, { latest }).map((one) => ({
    told: told(one),
    back: one.holders.back.map(({ package: name }) => name),
    overruled: one.holders.overruled.map(({ package: name }) => name),
    unknown: one.holders.unknown.map(({ package: name }) => name),
    unrecorded: one.holders.unrecorded,
  }))
const quiet = { back: [], overruled: [], unknown: [], unrecorded: null }

describe('what other packages of the lockfile want', () => {
  test('a copy that only they want goes as far as all of them allow, and who holds it is named', () => {
    const dependents = [wanting('^5.0.0', 'plain', 'a'), wanting('<6.1', 'plain', 'b'), wanting('>=4', 'plain', 'c')]
    expect(held({ range: null, locked: ['5.17.0'], dependents })).toEqual([
      { ...quiet, told: '5.17.0 (locked) → 5.18.0: upgrade', back: ['a'] },
    ])
  })
  test('one that is as far as they allow stays, and who holds it is named', () => {
    expect(held({ range: null, locked: ['4.104.0'], dependents: [wanting('^4.57.3')] })).toEqual([
      { ...quiet, told: '4.104.0 (locked) → 4.104.0: newest-already', back: ['langchain'] },
    ])
  })
  test('on npm a declared copy is its own affair: only peers must agree', () => {
    const own = { range: '>=5', locked: ['5.17.0'] }
    expect(held({ ...own, dependents: [wanting('^5.0.0')] })).toEqual([
      { ...quiet, told: '5.17.0 (locked) → 6.1.0: upgrade' },
    ])
    expect(held({ ...own, dependents: [wanting('^5.0.0', 'peer')] })).toEqual([
      { ...quiet, told: '5.17.0 (locked) → 5.18.0: upgrade', back: ['langchain'] },
    ])
  })
  test('on PyPI one version must suit all, also what is declared', () => {
    const dependents = [wanting('<3,>=2')]
    expect(held({ registry: 'pypi', range: '>=2', locked: ['2.33'], dependents })).toEqual([
      { ...quiet, told: '2.33 (locked) → 2.34.0: upgrade', back: ['langchain'] },
    ])
  })
  test('who refuses what is installed was overruled, and holds nothing', () => {
    expect(held({ range: null, locked: ['5.17.0'], dependents: [wanting('4.47.1', 'peer')] })).toEqual([
      { ...quiet, told: '5.17.0 (locked) → 6.1.0: upgrade', overruled: ['langchain'] },
    ])
  })
  test('where it is not known what one wants, how far it may go is not known either', () => {
    expect(held({ range: null, locked: ['5.17.0'], dependents: [wanting(null)] })).toMatchObject([
      { told: '5.17.0 (locked) → 6.1.0: unknown-holder', unknown: ['langchain'] },
    ])
    const both = [wanting(null), wanting('<5.18', 'plain', 'other')]
    expect(held({ range: null, locked: ['5.17.0'], dependents: both })).toMatchObject([
      { told: '5.17.0 (locked) → 5.17.0: newest-already', back: ['other'] },
    ])
    // The manifest's own range is a word to go by.
    expect(held({ registry: 'pypi', range: '>=2', locked: ['2.33'], dependents: [wanting(null)] })).toMatchObject([
      { told: '2.33 (locked) → 3.0.0: upgrade', unknown: ['langchain'] },
    ])
  })
  test('an extra that may be off counts where nothing else explains the copy', () => {
    const extra = wanting('<2.34', 'extra')
    const pypi = { registry: 'pypi', locked: ['2.33'] } as const
    expect(held({ ...pypi, range: '', dependents: [extra] })).toMatchObject([
      { told: '2.33 (locked) → 3.0.0: upgrade' },
    ])
    expect(held({ ...pypi, range: null, dependents: [extra] })).toMatchObject([{ back: ['langchain'] }])
    expect(held({ ...pypi, range: null, dependents: [extra, wanting('<3', 'plain', 'b')] })).toMatchObject([
      { told: '2.33 (locked) → 2.34.0: upgrade', back: ['b'] },
    ])
  })
  test('a file that does not record it is named', () => {
    expect(held({ range: null, locked: ['5.17.0'], dependents: null })).toMatchObject([
      { told: '5.17.0 (locked) → 6.1.0: upgrade', unrecorded: 'a.lock' },
    ])
    expect(held({ locked: ['5.17.0'], dependents: null })).toMatchObject([{ unrecorded: null }])
    expect(held({ registry: 'pypi', range: '', locked: ['2.33'], dependents: null })).toMatchObject([
      { unrecorded: 'a.lock' },
    ])
  })
  test('--latest looks past them too, and tells whom it passes', () => {
    expect(held({ range: null, locked: ['5.17.0'], dependents: [wanting('^5')] }, true)).toMatchObject([
      { told: '5.17.0 (locked) → 6.1.0: upgrade', back: ['langchain'] },
    ])
  })
  test('copies of one version that may go differently far are steps of their own', () => {
    const at = { file: 'a.lock', line: 10 }
    const copies = ['^5', '<5.18', '^5'].map((range) => ({ version: '5.17.0', at, dependents: [wanting(range)] }))
    const use: Use = { ...aUse({ range: null }), locked: copies }
    const found = candidatesOf([use], listOf, { latest: false })
    expect(found.map(told)).toEqual(['5.17.0 (locked) → 5.18.0: upgrade', '5.17.0 (locked) → 5.17.0: newest-already'])
    expect(found.map(({ holders }) => holders.back.length)).toEqual([2, 1])
  })
})

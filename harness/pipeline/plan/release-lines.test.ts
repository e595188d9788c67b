import { expect, test } from 'vitest'
import type { Dates } from '../../ecosystems/dates.ts'
import { aRun } from '../../model/builders.fixture.ts'
import type { Target } from '../../model/sdk.ts'
import { misdatedNotes, withLines } from './release-lines.ts'

const planned = (id: string, registry: 'npm' | 'pypi', resolve: 'today' | 'release-day', ...versions: string[]) => {
  const sdk = { id, registry, package: id, family: 'none', resolve }
  return versions.map((version) => ({
    sdk,
    target: { sdk, version, publishedAt: null, source: { kind: 'registry' } } satisfies Target,
  }))
}
const astray: Dates = { kind: 'astray', backwards: 5, of: 11 }

test('that dates are not to be believed is said once, with what follows, of those of which anything does', () => {
  const all = [
    ...planned('node', 'npm', 'release-day', '4.0.0', '4.0.1', '5.0.0'),
    ...planned('one-major', 'npm', 'release-day', '4.0.0', '4.0.1', '4.0.2'),
    ...planned('of-today', 'npm', 'today', '4.0.0', '4.0.1', '5.0.0'),
    ...planned('two-of-today', 'npm', 'today', '4.0.0', '5.0.0'),
    ...planned('python', 'pypi', 'release-day', '4.0.0', '4.0.1', '5.0.0'),
    ...planned('silent', 'pypi', 'release-day', '4.0.0', '4.0.1', '5.0.0'),
  ]
  const lines = new Map<string, { dates: Dates }>([
    ...['node', 'one-major', 'of-today', 'two-of-today'].map((id) => [id, { dates: astray }] as const),
    ['python', { dates: { kind: 'follow' } }],
    ['silent', { dates: { kind: 'none' } }],
  ])
  const why = '(its registry dates 5 of 11 neighbouring versions backwards)'
  expect(misdatedNotes(all, lines)).toEqual([
    `Dates do not follow the versions of node ${why} and silent (its registry dates nothing): release lines are told by number alone and dependencies are not those of the release days.`,
    `Dates do not follow the versions of one-major ${why}: dependencies are not those of the release days.`,
    `Dates do not follow the versions of of-today ${why}: release lines are told by number alone.`,
  ])
})

test('a run has its line where the versions of its SDK form several', () => {
  const runs = [aRun('1.0.0'), aRun('1.0.1'), aRun('2.0.0')]
  const among = (versions: readonly string[]) =>
    new Map(versions.map((version) => [version, { name: `${version[0]}.x`, after: null }]))
  expect(withLines(runs, new Map([['openai-python', { among }]])).map(({ line }) => line?.name)).toEqual([
    '1.x',
    '1.x',
    '2.x',
  ])
  expect(withLines(runs, new Map([['openai-python', { among: () => null }]]))).toEqual(runs)
  expect(withLines(runs, new Map())).toEqual(runs)
})

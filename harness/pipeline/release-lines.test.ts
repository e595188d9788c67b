import { expect, test } from 'vitest'
import type { Dates } from '../ecosystems/dates.ts'
import { aRun } from '../model/builders.fixture.ts'
import type { Target } from '../model/sdk.ts'
import { byNumberNotes, withLines } from './release-lines.ts'

const planned = (id: string, registry: 'npm' | 'pypi', ...versions: string[]) => {
  const sdk = { id, registry, package: id, family: 'none' }
  return versions.map((version) => ({
    sdk,
    target: { sdk, version, publishedAt: null, source: { kind: 'registry' } } satisfies Target,
  }))
}
const astray: Dates = { kind: 'astray', backwards: 5, of: 11 }

test('that numbers alone tell the lines is said once, of those of which it matters', () => {
  const all = [
    ...planned('node', 'npm', '4.0.0', '4.0.1', '5.0.0'),
    ...planned('one-major', 'npm', '4.0.0', '4.0.1', '4.0.2'),
    ...planned('two-versions', 'npm', '4.0.0', '5.0.0'),
    ...planned('python', 'pypi', '4.0.0', '4.0.1', '5.0.0'),
    ...planned('silent', 'pypi', '4.0.0', '4.0.1', '5.0.0'),
  ]
  const lines = new Map<string, { dates: Dates }>([
    ['node', { dates: astray }],
    ['one-major', { dates: astray }],
    ['two-versions', { dates: astray }],
    ['python', { dates: { kind: 'follow' } }],
    ['silent', { dates: { kind: 'none' } }],
  ])
  expect(byNumberNotes(all, lines)).toEqual([
    'Release lines are told by number alone for node (its registry dates 5 of 11 neighbouring versions backwards) and silent (its registry dates nothing).',
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

import { expect, test } from 'vitest'
import { datesOf } from './dates.ts'
import { aHistory, type History } from './histories.fixture.ts'
import { ecosystems } from './index.ts'

const datesIn = (history: History) => {
  const { registry, releases } = aHistory(history)
  return datesOf(releases, ecosystems[registry])
}

test.each<History>([
  'urllib3',
  'cohere',
  'django',
  'litellm',
  'openai on PyPI',
])('the dates of %s follow its versions: neither a backport nor a post-release counts against them', (history) =>
  expect(datesIn(history)).toEqual({ kind: 'follow' }))

test('a mirror that dates by when it was asked is found out', () => {
  expect(datesIn('openai on a mirror of npm')).toEqual({ kind: 'astray', backwards: 6, of: 11 })
  expect(datesIn('stripe on a mirror of npm')).toEqual({ kind: 'astray', backwards: 3, of: 6 })
})

const aRelease = (version: string, publishedAt: string | null, prerelease = false) => ({
  version,
  publishedAt,
  prerelease,
})
const day = (at: number) => new Date(at * 86_400_000).toISOString()

test('one neighbour in twenty may be out of order, two may not', () => {
  const truthful = Array.from({ length: 21 }, (_, patch) => aRelease(`1.0.${patch}`, day(patch)))
  const once = truthful.with(5, aRelease('1.0.5', day(3.5)))
  expect(datesOf(once, ecosystems.npm)).toEqual({ kind: 'follow' })
  expect(datesOf(once.with(9, aRelease('1.0.9', day(7.5))), ecosystems.npm)).toEqual({
    kind: 'astray',
    backwards: 2,
    of: 20,
  })
})

test('a pre-release may come out at any time, and says nothing', () =>
  expect(
    datesOf(
      [aRelease('1.0.0-beta.1', day(9), true), aRelease('1.0.0', day(1)), aRelease('1.0.1', day(2))],
      ecosystems.npm,
    ),
  ).toEqual({ kind: 'follow' }))

test('where there are no dates, that is said', () =>
  expect(datesOf([aRelease('1.0.0', null), aRelease('1.0.1', 'soon')], ecosystems.npm)).toEqual({ kind: 'none' }))

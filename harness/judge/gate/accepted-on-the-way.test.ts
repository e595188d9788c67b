import { expect, test } from 'vitest'
import { ecosystems } from '../../ecosystems/index.ts'
import { acceptedOnTheWay } from './accepted-on-the-way.ts'

const step = { onTheWay: ['2.33.0', '2.34.0', '2.35.0'], behind: ['2.32.0', '2.33.0', '2.34.0'] }
const inRange = (version: string, range: string) => version === range || ecosystems.pypi.satisfies(version, range)
const cause = 'header-removed authorization'

test('an acceptance of a change holds for a longer step on which that release lies', () => {
  expect(acceptedOnTheWay([{ to: '2.34.0', cause, reason: 'known' }], step, inRange)).toEqual([
    { cause, reason: 'known' },
  ])
  expect(acceptedOnTheWay([{ to: '>=2.34,<3', cause, reason: 'known' }], step, inRange)).toEqual([
    { cause, reason: 'known' },
  ])
})

test('one that names the change by its key holds likewise', () => {
  expect(acceptedOnTheWay([{ to: '>=2.34.0', key: 'a-0123abcd', reason: 'known' }], step, inRange)).toEqual([
    { key: 'a-0123abcd', reason: 'known' },
  ])
})

test('one of a release that is not on the way stays as it is', () => {
  const before = [{ to: '2.32.0', cause, reason: 'known' }]
  expect(acceptedOnTheWay(before, step, inRange)).toEqual(before)
  const later = [{ from: '2.35.0', to: '2.36.0', cause, reason: 'known' }]
  expect(acceptedOnTheWay(later, step, inRange)).toEqual(later)
})

test('one that names no cause speaks of its own step alone', () => {
  const release = [{ to: '2.34.0', reason: 'known' }]
  expect(acceptedOnTheWay(release, step, inRange)).toEqual(release)
})

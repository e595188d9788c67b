import { expect, test } from 'vitest'
import { aRelease, aReleaseList } from '../../ask/plan/releases.fixture.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { spread, versionsBetween } from './range.ts'

const sdk: MatrixSdk = {
  id: 'openai-python',
  registry: 'pypi',
  package: 'openai',
  family: 'openai',
  versions: [],
  include: [],
  resolve: 'release-day',
}
const list = aReleaseList(
  'pypi',
  [
    '0.28.1',
    '1.0.0',
    '1.1.0b1',
    aRelease('pypi', '1.1.0', { yanked: '' }),
    aRelease('pypi', '1.2.0', { installable: false }),
    '1.3.0',
  ],
  { latest: '1.3.0' },
)

test.each([
  ['all that people install', {}, ['0.28.1', '1.0.0', '1.3.0']],
  ['from one on', { from: '1.0' }, ['1.0.0', '1.3.0']],
  ['up to one', { to: '1.0.0' }, ['0.28.1', '1.0.0']],
  ['ends are taken whatever they are', { from: '1.1.0b1', to: '1.2.0' }, ['1.1.0b1', '1.2.0']],
  ['one alone', { from: 'latest', to: 'latest' }, ['1.3.0']],
])('%s', (_, ends, versions) => {
  expect(versionsBetween(sdk, list, ends)).toEqual(versions)
})

test('an unknown version names the nearest, and ends in the wrong order are told', () => {
  expect(() => versionsBetween(sdk, list, { from: '1.0.7' })).toThrow(/no version 1\.0\.7/)
  expect(() => versionsBetween(sdk, list, { from: '1.3.0', to: '1.0.0' })).toThrow(/newer than/)
})

test('of many versions so many are taken evenly, both ends among them', () => {
  const all = Array.from({ length: 101 }, (_, at) => `1.${at}.0`)
  const some = spread(all)
  expect([some.length, some[0], some.at(-1), new Set(some).size]).toEqual([20, '1.0.0', '1.100.0', 20])
  expect(spread(all.slice(0, 20))).toEqual(all.slice(0, 20))
})

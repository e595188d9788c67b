import { expect, test } from 'vitest'
import type { Release, ReleaseList } from '../../model/sdk.ts'
import { unusual } from './found-step.ts'

const release = (version: string, facts: Partial<Release> = {}): Release => ({
  version,
  prerelease: false,
  deprecated: null,
  yanked: null,
  publishedAt: null,
  requires: null,
  installable: true,
  ...facts,
})

const list: ReleaseList = {
  registry: 'npm',
  package: 'acme',
  releases: [
    release('1.0.0'),
    release('1.1.0', { deprecated: 'Use 1.2.' }),
    release('1.2.0', { yanked: '' }),
    release('2.0.0-beta.1', { prerelease: true }),
  ],
  tags: {},
  repository: null,
  from: 'network',
}

test('of a version that one may go to it is said what sets it apart from others', () => {
  expect(unusual(list, '1.0.0')).toEqual([])
  expect(unusual(list, '1.1.0')).toEqual(['1.1.0 is deprecated: Use 1.2.'])
  expect(unusual(list, '1.2.0')).toEqual(['1.2.0 is yanked'])
  expect(unusual(list, '2.0.0-beta.1')).toEqual([
    '2.0.0-beta.1 is a prerelease: what it sends may change until the version that it leads to.',
  ])
})

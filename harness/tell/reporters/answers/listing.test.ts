import { expect, test } from 'vitest'
import type { Release } from '../../../model/sdk.ts'
import { listing } from './listing.ts'

test('scenarios stand by folder, those that run by default are marked', () => {
  const one = { title: 'A key.', group: 'credentials', default: true }
  const text = listing({
    of: 'scenarios',
    scenarios: [
      { ...one, id: 'azure-api-key' },
      { ...one, id: 'mine', group: null, default: false },
    ],
  })
  expect(text).toBe(
    '@credentials (1 scenario, 1 by default *)\n* azure-api-key  A key.\n\nyour own (1 scenario, 0 by default *)\n  mine  A key.\n',
  )
})

test('a version says what the registry says of it: tag, date, yanked, pre-release', () => {
  const release: Release = {
    ...{ version: '1.0.0', prerelease: false, deprecated: null, yanked: null, requires: null, installable: true },
    publishedAt: '2026-01-02T03:04:05Z',
  }
  const releases = [release, { ...release, version: '2.0.0rc1', prerelease: true, yanked: 'bad' }]
  expect(listing({ of: 'versions', sdk: 'x', tags: { latest: '1.0.0' }, releases })).toBe(
    '1.0.0     2026-01-02  latest\n2.0.0rc1  2026-01-02  pre-release, yanked: bad\n',
  )
})

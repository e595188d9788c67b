import { expect, test } from 'vitest'
import { aRun } from '../../model/builders.fixture.ts'
import { dependencyDay } from './dependency-day.ts'

const day = (resolve: 'release-day' | 'today', over: object) =>
  dependencyDay({ id: 'openai-python', resolve }, { runs: [{ ...aRun('1.0.0'), ...over }] })

test.each([
  ['release-day', { publishedAt: '2026-01-01T00:00:00Z' }, 'release-day'],
  ['release-day', { publishedAt: '2026-01-01T00:00:00Z', notOfReleaseDay: 'a mirror dates it' }, 'install-day'],
  ['release-day', { publishedAt: null }, 'install-day'],
  ['today', { publishedAt: '2026-01-01T00:00:00Z' }, 'today'],
] as const)('%s with %j: dependencies of the %s', (resolve, over, expected) =>
  expect(day(resolve, over)).toBe(expected))

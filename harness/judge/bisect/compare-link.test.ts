import { expect, test } from 'vitest'
import { compareLink } from './compare-link.ts'

const REPOSITORY = 'https://github.com/acme/sdks'

test('the page that compares two releases, by the tags that its repository uses', () => {
  expect(compareLink(`${REPOSITORY}.git`, '1.0.0', '1.1.0')).toBe(`${REPOSITORY}/compare/v1.0.0...v1.1.0`)
  expect(compareLink(REPOSITORY, '1.0.0', '1.1.0', 'sdk-v')).toBe(`${REPOSITORY}/compare/sdk-v1.0.0...sdk-v1.1.0`)
})

test('there is none on other hosts, and none without an address', () => {
  expect(compareLink('https://gitlab.com/acme/sdks', '1.0.0', '1.1.0')).toBeNull()
  expect(compareLink(null, '1.0.0', '1.1.0')).toBeNull()
})

import { expect, test } from 'vitest'
import { findingKey } from './finding-key.ts'

const step = (from: string, to: string) => ({ sdk: 'a', from, to })
const lost = ['["header-removed","authorization"]']

test('the same change has the same key at whichever version it is met', () => {
  expect(findingKey(step('1.2.0', '1.3.0'), lost)).toBe(findingKey(step('1.2.1', '1.3.4'), lost))
  expect(findingKey(step('1.2.0', '1.3.0'), lost)).toMatch(/^a-[0-9a-f]{8}$/)
})

test('another change, or another SDK, has another', () => {
  const key = findingKey(step('1.2.0', '1.3.0'), lost)
  expect(findingKey(step('1.2.0', '1.3.0'), ['["header-removed","api-key"]'])).not.toBe(key)
  expect(findingKey({ ...step('1.2.0', '1.3.0'), sdk: 'b' }, lost)).not.toBe(key)
})

test("a field that tells the SDK's version is the same change whatever the version", () => {
  const agent = (from: string, to: string) => [`["header-changed","user-agent",["JS/${from}"],["JS/${to}; new"]]`]
  const key = findingKey(step('1.2.0', '1.3.0'), agent('1.2.0', '1.3.0'))
  expect(findingKey(step('1.2.0', '1.3.1'), agent('1.2.0', '1.3.1'))).toBe(key)
  // A longer number that begins or ends in the same digits is not that version.
  expect(findingKey(step('1.2.0', '1.3.0'), agent('11.2.0', '1.3.0'))).not.toBe(key)
  expect(findingKey(step('1.2.0', '1.3.0'), agent('1.2.0.4', '1.3.0'))).not.toBe(key)
})

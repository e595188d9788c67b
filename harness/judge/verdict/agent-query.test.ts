import { expect, test } from 'vitest'
import { isOfSenderAlone } from './agent-query.ts'

test.each([
  ['?x-algolia-agent=Acme%20(4)', '?x-algolia-agent=Acme%20(5)%3B%20Search'],
  ['?q=1&user-agent=a', '?q=1'],
  ['', '?sdk_version=2'],
  ['?clientVersion=1&q=1', '?q=1&clientVersion=2'],
])('%s → %s says who sends, and asks for the same', (before, after) => {
  expect(isOfSenderAlone(before, after)).toBe(true)
})

test.each([
  ['?agent=a&q=1', '?agent=b&q=2'],
  ['?api-version=1', '?api-version=2'],
  ['?client=a', '?client=b'],
  ['?agent-id=a', '?agent-id=b'],
  ['?agent=a&q=1', '?q=1'],
  ['?support_agent=7', '?support_agent=8'],
])('%s → %s asks for something else', (before, after) => {
  expect(isOfSenderAlone(before, after)).toBe(false)
})

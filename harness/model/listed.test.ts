import { expect, test } from 'vitest'
import { atMost, counted, listed } from './listed.ts'

test('names in a row read as people write them', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c'])
})

test('one name more than there is room for is named, two are counted', () => {
  expect(atMost(['a', 'b', 'c'], 2)).toBe('a, b, c')
  expect(atMost(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more')
})

test('one is one, none and two are many', () => {
  expect([0, 1, 2].map((count) => counted(count, 'version'))).toEqual(['0 versions', '1 version', '2 versions'])
})

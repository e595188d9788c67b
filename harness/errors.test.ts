import { expect, test } from 'vitest'
import { placeAt } from './errors.ts'

test('a place counts lines and columns from 1, also right behind a line’s end', () => {
  const text = 'one\n\ntwo'
  expect([0, 3, 4, 5, 7].map((offset) => placeAt('f.json', text, offset))).toEqual([
    'f.json:1:1',
    'f.json:1:4',
    'f.json:2:1',
    'f.json:3:1',
    'f.json:3:3',
  ])
})

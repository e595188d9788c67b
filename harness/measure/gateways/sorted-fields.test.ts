import { expect, test } from 'vitest'
import { sortedFields } from './sorted-fields.ts'

test.each<[what: string, fields: [string, string][]]>([
  [
    'in no order, in any case',
    [
      ['X-B', '1'],
      ['a', '2'],
      ['x-B-c', '3'],
      ['X_b', '4'],
      ['X-A', ''],
    ],
  ],
  [
    'twice',
    [
      ['B', '1'],
      ['a', '2'],
      ['b', '3'],
    ],
  ],
  [
    'a cookie in pieces',
    [
      ['cookie', 'a=1'],
      ['Cookie', 'b=2'],
    ],
  ],
  [
    'cookies that are set',
    [
      ['set-cookie', 'b=1'],
      ['Set-Cookie', 'a=1'],
    ],
  ],
  [
    'spaces around',
    [
      ['a', ' x\t'],
      ['b', 'y'],
    ],
  ],
  [
    'bytes that are no ASCII, and control characters',
    [
      ['a', 'gr\u00fc\u00dfe'],
      ['b', '\u0001'],
    ],
  ],
])('%s: as Fetch gives them', (_, fields) => {
  expect(sortedFields(fields)).toEqual([...new Headers(fields)])
})

test.each<[name: string, value: string]>([
  ['no name', 'x'],
  ['a', 'x\ny'],
  ['a', '\u20ac'],
])('what no field can be is refused as Fetch refuses it: %j', (name, value) => {
  expect(() => sortedFields([[name, value]])).toThrow(TypeError)
})

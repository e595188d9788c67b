import { expect, test } from 'vitest'
import { ecosystems } from '../../../ecosystems/index.ts'
import { poetryRange } from './poetry-range.ts'

test.each([
  ['^2.3.1', '>=2.3.1,<3'],
  ['^2.3', '>=2.3,<3'],
  ['^2', '>=2,<3'],
  ['^0.3.1', '>=0.3.1,<0.4'],
  ['^0.0.3', '>=0.0.3,<0.0.4'],
  ['^0.0', '>=0.0,<0.1'],
  ['^0', '>=0,<1'],
  ['~2.3.1', '>=2.3.1,<2.4'],
  ['~2.3', '>=2.3,<2.4'],
  ['~2', '>=2,<3'],
  ['~=2.3.1', '~=2.3.1'],
  ['2.3.1', '==2.3.1'],
  ['2.*', '==2.*'],
  ['>=2.3,<3', '>=2.3,<3'],
  ['>= 2.3 < 3', '>=2.3,<3'],
  ['>=2.3, !=2.4.0', '>=2.3,!=2.4.0'],
  ['^1.5 || ^2.3', '>=1.5,<2 || >=2.3,<3'],
  ['^2.0.0rc1', '>=2.0.0rc1,<3'],
  ['*', ''],
  ['', ''],
])('%s is %s', (constraint, range) => {
  expect(poetryRange(constraint)).toBe(range)
  for (const part of range.split(' || ').filter((part) => part !== '')) expect(ecosystems.pypi.isRange(part)).toBe(true)
})

import { expect, test } from 'vitest'
import { nextLooks } from './next-looks.ts'

const pair = (differ: boolean, ...between: string[]) => ({ from: 'a', to: 'b', differ, between })

test('between two that differ the middle is looked at, between two that are alike nothing', () =>
  expect(nextLooks([pair(true, '2', '3', '4'), pair(false, '6', '7', '8')], 1)).toEqual(['3']))

test('with more at once a way is divided into more parts, and several ways share', () => {
  expect(nextLooks([pair(true, '2', '3', '4', '5', '6')], 2)).toEqual(['3', '5'])
  expect(nextLooks([pair(true, '2', '3', '4'), pair(true, '6', '7', '8')], 2)).toEqual(['3', '7'])
})

test('two ways that begin together look at a version once', () =>
  expect(nextLooks([pair(true, '2'), pair(true, '2')], 2)).toEqual(['2']))

test('where nothing lies between, nothing is left to look at', () =>
  expect(nextLooks([pair(true), pair(false, '6')], 4)).toEqual([]))

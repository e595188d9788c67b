import { expect, test } from 'vitest'
import { goodTokens } from './good-tokens.ts'

test('a token that was verified is believed within its own time, and no other is', () => {
  let seconds = 100
  const good = goodTokens({ now: () => new Date(seconds * 1000) })
  good.add('a', { nbf: 90, exp: 110 })
  good.add('endless', {})
  expect(['a', 'b', 'endless'].map(good.has)).toEqual([true, false, false])
  seconds = 110
  expect(good.has('a')).toBe(false)
  seconds = 89
  expect(good.has('a')).toBe(false)
})

test('without a clock none is believed again', () => {
  const good = goodTokens({})
  good.add('a', { exp: 110 })
  expect(good.has('a')).toBe(false)
})

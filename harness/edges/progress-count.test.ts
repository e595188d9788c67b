import { expect, test } from 'vitest'
import { progressCount } from './progress-count.ts'

test('what is left is told by the pace so far, once that is known', () => {
  let now = 0
  const count = progressCount(() => now)
  count.plan(10)
  for (let at = 1; at <= 5; at++) {
    now += 4000
    count.finish()
    expect(count.left()).toBe({ 3: 'about 28 s left', 4: 'about 24 s left', 5: 'about 20 s left' }[at] ?? null)
  }
  expect(count.place()).toBe('5/10')
})

test('more than was planned is a number alone: nothing is counted against a total that does not hold', () => {
  const count = progressCount(() => 0)
  count.plan(2)
  for (let at = 0; at < 3; at++) count.finish()
  expect([count.place(), count.left()]).toEqual(['3', null])
})

import { expect, test } from 'vitest'
import { isOver } from './time-limit.ts'

const at = (elapsedMs: number, processorMs: number | null) => ({ elapsedMs, processorMs })

test.each([
  ['within its limit goes on, whatever it does', at(24_000, 24_000), at(0, null), false],
  ['that waits is over at its limit', at(30_000, 1_500), at(24_000, 1_490), true],
  ['that a busy machine lets at the processor now and then goes on', at(30_000, 4_000), at(24_000, 3_400), false],
  ['that a busy machine let on, and waits now, is over', at(42_000, 4_010), at(36_000, 4_000), true],
  ['that turns round for nothing has had its time', at(30_000, 30_100), at(24_000, 24_000), true],
  ['that still comes on at four times its limit is over', at(120_000, 12_000), at(114_000, 11_400), true],
  ['of which nobody tells is over at its limit', at(30_000, null), at(24_000, null), true],
])('a program %s', (_, now, last, over) => {
  expect(isOver(30_000, now, last)).toBe(over)
})

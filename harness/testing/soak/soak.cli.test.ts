import { expect, test } from 'vitest'
import { canMount } from '../with-mounts.ts'
import { modes } from './modes.ts'
import { soak } from './soak.ts'

test.each([
  'mixed',
  'kills',
] as const)('a few nights on which something goes wrong (%s), and the same report after each', async (name) => {
  expect(await soak(modes[name], { runs: 2, seed: 14 }, () => {})).toEqual({ runs: 2, faults: [] })
})

test('beside ten busy processes every request that is made is booked, or told as lost', async () => {
  expect(await soak(modes.busy, { runs: 1, seed: 14 }, () => {})).toEqual({ runs: 1, faults: [] })
})

test.skipIf(!canMount())(
  'a cache of almost nothing, then of 100 kB: told, and the same report when there is room',
  async () => {
    expect(await soak(modes.disks, { runs: 2, seed: 14 }, () => {})).toEqual({ runs: 2, faults: [] })
  },
)

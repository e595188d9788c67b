import { expect, test } from 'vitest'
import { soak } from './soak.ts'

test('a few nights on which something goes wrong, and the same report after each', async () => {
  const lines: string[] = []
  expect(await soak({ runs: 3, seed: 14 }, (line) => lines.push(line))).toEqual({ faults: [] })
  expect(lines).toHaveLength(3)
})

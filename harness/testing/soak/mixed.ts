import { disturbances, first } from './disturbances.ts'
import type { Mode } from './mode.ts'
import { nightIn, wrongIn } from './night.ts'

export const mixed: Mode = {
  does: 'kills, signals, full disks, damaged files, registries in trouble',
  runs: 100,
  nights: async function* ({ runs, chance, registry, newSandbox, expected }) {
    const sandbox = newSandbox()
    // So that there is something to damage on the first night too.
    await nightIn(sandbox)
    for (let run = 0; run < runs; run += 1) {
      const world = { sandbox, registry, chance }
      const done = [await chance.oneOf(first)(world), await chance.oneOf(disturbances)(world)].join(', then ')
      const found = await nightIn(sandbox)
      registry.setFaults(() => null)
      yield { done, wrong: wrongIn(sandbox, found, expected) }
    }
  },
}

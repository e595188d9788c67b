import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { stopwatch } from '../../edges/clock.ts'
import { endAfter } from '../end-after.ts'
import type { Sandbox } from '../sandbox.ts'
import { emptyCache } from './disturbances.ts'
import type { Mode } from './mode.ts'
import { nightIn, wrongIn } from './night.ts'

/** What a run finds that is killed. */
type Found = { readonly name: string; readonly make: (sandbox: Sandbox) => void }

const FINDS: readonly [Found, ...Found[]] = [
  { name: 'cold', make: emptyCache },
  {
    name: 'installs alone',
    make: ({ cacheDir }) => rmSync(join(cacheDir, 'captures'), { recursive: true, force: true }),
  },
  { name: 'warm', make: () => {} },
]

export const kills: Mode = {
  does: 'SIGKILL at any moment of a cold run, of one that has installs alone, and of a warm one',
  runs: 50,
  nights: async function* ({ runs, chance, newSandbox, expected, coldMs }) {
    const sandbox = newSandbox()
    await nightIn(sandbox)
    const longest = new Map<Found, number>([[FINDS[0], coldMs]])
    for (const found of FINDS.slice(1)) {
      found.make(sandbox)
      const started = stopwatch()
      await nightIn(sandbox)
      longest.set(found, stopwatch() - started)
    }
    for (let run = 0; run < runs; run += 1) {
      const found = chance.oneOf(FINDS)
      found.make(sandbox)
      const ms = chance.below(Math.ceil(longest.get(found) ?? coldMs))
      const { signal } = await endAfter(sandbox, 'SIGKILL', ms)
      yield {
        done: `${found.name}, ${signal === null ? 'at its end before' : 'killed after'} ${ms} ms`,
        wrong: wrongIn(sandbox, await nightIn(sandbox), expected),
      }
    }
  },
}

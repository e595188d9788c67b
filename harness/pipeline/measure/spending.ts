import type { Stage } from '../../model/timings.ts'
import type { World } from '../world.ts'

type Clocked = Pick<World, 'stopwatch' | 'tell'>

/** Does a piece of work, and tells how long it took, however it ends. */
export const spending = <T>(stage: Stage, world: Clocked, work: () => T): T => {
  const fromMs = world.stopwatch()
  try {
    return work()
  } finally {
    world.tell({ kind: 'spent', stage, fromMs, toMs: world.stopwatch() })
  }
}

/** The same for work that is waited for. */
export const spendingOn = async <T>(stage: Stage, world: Clocked, work: () => Promise<T>): Promise<T> => {
  const fromMs = world.stopwatch()
  try {
    return await work()
  } finally {
    world.tell({ kind: 'spent', stage, fromMs, toMs: world.stopwatch() })
  }
}

import { ecosystems } from '../../ecosystems/index.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'

/**
 * The order in which to start: what is slow to start takes longest, and would leave a core idle at the end. Waits until it is
 * known what each runs on, else those that are ready first would take all places.
 */
export const slowestFirst = async <T extends { readonly planned: Planned }>(
  all: readonly T[],
  { installer }: Pick<World, 'installer'>,
): Promise<readonly T[]> => {
  // What goes wrong here is told by the measurement that needs it.
  const open = all.flatMap(({ planned }) => (planned.target.runtime ? [] : planned.sdk.registry))
  await Promise.allSettled([...new Set(open)].map(installer.runtime))
  return all.toSorted((a, b) => slowness(b.planned) - slowness(a.planned))
}

/** Of those that wait for a place, the slowest gets it. */
export const slowness = ({ sdk }: Planned): number => Number(ecosystems[sdk.registry].slowToStart)

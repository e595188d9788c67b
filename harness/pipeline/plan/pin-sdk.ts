import type { MatrixSdk } from '../../model/matrix.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { World } from '../world.ts'
import { onOne } from './on-runtimes.ts'
import { pinBeside } from './pin-beside.ts'

/**
 * The SDK as a question about it is answered: what is beside it at exact versions, on the one runtime that is asked for.
 * @returns `reason`: that runtime cannot be had
 * @throws as `pinBeside`
 */
export const pinSdk = async (
  entry: MatrixSdk,
  scenarios: readonly Scenario[],
  world: Pick<World, 'listReleases' | 'families' | 'installer' | 'tell' | 'stopwatch'>,
): Promise<{ readonly sdk: MatrixSdk; readonly notes: readonly string[] } | { readonly reason: string }> => {
  const [pinned, placed] = await Promise.all([pinBeside(entry, scenarios, world), onOne(entry, world)])
  if ('reason' in placed) return placed
  return { sdk: { ...pinned, ...(placed.on ? { on: placed.on } : {}) }, notes: placed.notes }
}

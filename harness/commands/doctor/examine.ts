import { cacheDir } from '../../edges/paths.ts'
import { type Check, stopsRun } from '../../model/checkup.ts'
import type { Place } from '../../model/options.ts'
import { REGISTRIES } from '../../model/sdk.ts'
import { loadMatrix } from '../inputs/load-matrix.ts'
import { wallsHere } from '../world/walls-here.ts'
import { checkCache } from './cache.ts'
import { checkProxies } from './proxies.ts'
import { checkRegistries } from './registries.ts'
import { checkTools } from './tools.ts'

/**
 * Everything that a run of the matrix here needs of its machine.
 * @throws UserError for a fault in the matrix file
 */
export const examine = async (
  { config, offline }: { readonly config: string | undefined; readonly offline: boolean },
  place: Place,
): Promise<readonly Check[]> => {
  const { matrix } = await loadMatrix(config, place)
  const examined = { place, cacheDir: cacheDir(place.env), offline }
  const needed = REGISTRIES.filter((registry) => matrix.sdks.some((sdk) => sdk.registry === registry))
  const cache = await checkCache(examined.cacheDir)
  const [tools, registries, proxies, { holds, because }] = await Promise.all([
    checkTools(examined, needed, !stopsRun(cache)),
    checkRegistries(examined, matrix.sdks),
    checkProxies(place),
    wallsHere(place.env),
  ])
  const walls: Check = { of: 'walls', state: because === null ? 'ready' : 'open', holds, because }
  return [...tools, ...registries.asked, proxies, cache, walls, registries.clock]
}

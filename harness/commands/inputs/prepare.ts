import { chooseGateways } from '../../ask/plan/choose-gateways.ts'
import { chooseScenarios } from '../../ask/plan/choose-scenarios.ts'
import { stopwatch } from '../../edges/clock.ts'
import { cacheDir } from '../../edges/paths.ts'
import { withSettings } from '../../measure/gateways/with-settings.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { MeasureOptions, Place } from '../../model/options.ts'
import type { ProgressEvent } from '../../model/progress.ts'
import type { Scenario } from '../../model/scenario.ts'
import { spendingOn } from '../../pipeline/measure/spending.ts'
import type { World } from '../../pipeline/world.ts'
import { addressed } from '../sdks/addressed.ts'
import { refuseColdCache } from '../world/cold-cache.ts'
import { sharedStore } from '../world/shared-store.ts'
import { sweepLeftovers } from '../world/sweep-leftovers.ts'
import { demandWalls } from '../world/walls-here.ts'
import { realWorld } from '../world/world.ts'
import { besideCommand, withPrograms } from './choose-programs.ts'
import { loadMatrix, withOwnFiles } from './load-matrix.ts'
import { narrow } from './narrow.ts'
import { programOf } from './own-command.ts'
import { ofTheirsAlone, withOwnGateways } from './own-gateways.ts'

/** What a measuring command starts from. */
export type Prepared = {
  /** With the options applied; a gateway file stands in it as the id that it has by now. */
  readonly matrix: Matrix
  /** Those that the matrix picks. */
  readonly scenarios: readonly Scenario[]
  /** The ids of those that the matrix picks. */
  readonly gateways: readonly string[]
  /** Its gateways are the shipped ones and the user's own, set as the matrix says. */
  readonly world: World
}

/**
 * The one way from flags and `matrix.json` to what can be measured; nothing is installed or asked for yet.
 * @throws UserError for a faulty matrix, scenario or gateway file, and for a wish that fits nothing
 */
export const prepare = (given: MeasureOptions, place: Place, tell: (event: ProgressEvent) => void): Promise<Prepared> =>
  spendingOn('load', { stopwatch, tell }, () => prepared(given, place, tell))

const prepared = async (
  given: MeasureOptions,
  place: Place,
  tell: (event: ProgressEvent) => void,
): Promise<Prepared> => {
  const beside = besideCommand(given, place)
  await refuseColdCache(cacheDir(place.env))
  await sweepLeftovers(cacheDir(place.env))
  const loaded = await loadMatrix(beside.config, place, beside.family)
  const { families } = loaded
  const { matrix: all, wishes } = addressed(
    loaded.matrix,
    beside.sdk,
    Object.fromEntries(families.all.map((family) => [family.id, family])),
    place.cwd,
  )
  const options = wishes ? { ...beside, sdk: wishes } : beside
  const shared = await sharedStore(options, place, all, tell)
  const scenarios = await withOwnFiles(loaded.scenarios, options.scenario ?? [], families.scenarioNames, place)
  const ofAll = [...all.gateways, ...(options.gateway ?? [])]
  const ofOne = all.sdks.flatMap((sdk) => sdk.gateways ?? [])
  const known = await withOwnGateways([...ofAll, ...ofOne], place, all.credentials ?? {}, families.all)
  const gateways = ofTheirsAlone(known, ofOne, ofAll)
  if (options.requireWalls) await demandWalls(place.env)
  const narrowed = narrow(all, scenarios, gateways, options, place.cwd)
  const matrix = withPrograms(narrowed, programOf(options.command, place), options.scenario, scenarios)
  return {
    matrix,
    scenarios: chooseScenarios(scenarios, matrix.scenarios),
    gateways: chooseGateways(gateways, matrix.gateways),
    world: realWorld(options, place, tell, {
      families: families.all,
      gateways: withSettings(gateways, matrix.gatewaySettings),
      credentials: matrix.credentials ?? {},
      shared,
    }),
  }
}

import { chooseScenarios } from '../../ask/plan/choose-scenarios.ts'
import { UserError } from '../../errors.ts'
import type { UserCommand } from '../../measure/run/user-command.ts'
import { YOUR_COMMAND } from '../../model/gate.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { World } from '../../pipeline/world.ts'
import { loadMatrix, withOwnFiles } from '../load-matrix.ts'
import { narrow } from '../narrow.ts'
import { withOwnGateways } from '../own-gateways.ts'
import { contradictions, type GateOptions } from './options.ts'

type Prepared = {
  readonly matrix: Matrix
  readonly scenarios: readonly Scenario[]
  readonly gateways: World['gateways']
  readonly command: UserCommand | null
}

/**
 * What the flags and the matrix say, before anything is looked for.
 * @throws UserError
 */
export const prepare = async (options: GateOptions, place: Place): Promise<Prepared> => {
  const faults = contradictions(options)
  if (faults.length > 0) throw new UserError('gate/contradiction', faults)
  const { gateways, wishes } = await withOwnGateways(options.gateway, place)
  const loaded = await loadMatrix(options.config, place)
  const wanted = options.scenario?.filter((id) => id !== YOUR_COMMAND)
  const known = await withOwnFiles(loaded.scenarios, wanted ?? [], place)
  const narrowed = narrow(
    loaded.matrix,
    known,
    Object.keys(gateways),
    { ...options, ...(wanted ? { scenario: wanted } : {}), ...(wishes ? { gateway: wishes } : {}) },
    place.cwd,
  )
  const [file, ...args] = options.argv
  return {
    // What was looked into for the built-in list was not looked into for this project.
    matrix: loaded.matrix.file === null ? { ...narrowed, accepted: [] } : narrowed,
    scenarios: chooseScenarios(known, narrowed.scenarios),
    gateways,
    command: file === undefined ? null : { argv: [file, ...args], cwd: place.cwd, path: place.env['PATH'] ?? '' },
  }
}

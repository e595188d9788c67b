import { chooseGateways } from '../ask/plan/choose-gateways.ts'
import { chooseScenarios } from '../ask/plan/choose-scenarios.ts'
import { UserError } from '../errors.ts'
import { withSettings } from '../measure/gateways/with-settings.ts'
import type { Matrix } from '../model/matrix.ts'
import type { MeasureOptions, Place } from '../model/options.ts'
import type { ProgressEvent } from '../model/progress.ts'
import type { Report } from '../model/report.ts'
import { runMatrix } from '../pipeline/run-matrix.ts'
import { loadMatrix, withOwnFiles } from './load-matrix.ts'
import { narrow } from './narrow.ts'
import { withOwnGateways } from './own-gateways.ts'
import { realWorld } from './world.ts'

/**
 * Loads the matrix, applies the options, runs every stage.
 * @param change a last word on the matrix, for commands that bring their own versions
 */
export const measureMatrix = async (
  options: MeasureOptions,
  place: Place,
  tell: (event: ProgressEvent) => void,
  change: (matrix: Matrix) => Matrix = (matrix) => matrix,
): Promise<{ readonly report: Report; readonly matrix: Matrix }> => {
  const { gateways, wishes } = await withOwnGateways(options.gateway, place)
  const loaded = await loadMatrix(options.config, place)
  const scenarios = await withOwnFiles(loaded.scenarios, options.scenario ?? [], place)
  const narrowing = { ...options, ...(wishes ? { gateway: wishes } : {}) }
  const matrix = narrow(change(loaded.matrix), scenarios, Object.keys(gateways), narrowing, place.cwd)
  if (loaded.matrix.file === null) tell({ kind: 'note', text: 'No matrix.json here: the built-in list is used.' })
  const chosen = chooseScenarios(scenarios, matrix.scenarios)
  if (chosen.length === 0) throw new UserError('matrix/no-scenario', { what: 'No scenario is left to run.' })
  const partial = matrix.sdks.length < loaded.matrix.sdks.length || Boolean(options.scenario || options.gateway)
  const world = realWorld(options, place, tell)
  const report = await runMatrix(
    {
      matrix,
      scenarios: chosen,
      gateways: chooseGateways(Object.keys(gateways), matrix.gateways),
      noiseCheck: options.noiseCheck ?? false,
      partial,
    },
    { ...world, gateways: withSettings(gateways, matrix.gatewaySettings) },
  )
  return { report, matrix }
}

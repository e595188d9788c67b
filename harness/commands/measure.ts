import { UserError } from '../errors.ts'
import type { Matrix } from '../model/matrix.ts'
import type { MeasureOptions, Place } from '../model/options.ts'
import type { ProgressEvent } from '../model/progress.ts'
import type { Report } from '../model/report.ts'
import { runMatrix } from '../pipeline/run-matrix.ts'
import { type Prepared, prepare } from './prepare.ts'

/**
 * Loads the matrix, applies the options, runs every stage.
 * @param change a last word on the matrix, for commands that bring their own versions
 */
export const measureMatrix = async (
  options: MeasureOptions,
  place: Place,
  tell: (event: ProgressEvent) => void,
  change?: (matrix: Matrix) => Matrix | Promise<Matrix>,
): Promise<Pick<Prepared, 'matrix' | 'scenarios'> & { readonly report: Report }> => {
  const { matrix: asked, scenarios, gateways, world } = await prepare(options, place, tell)
  if (asked.file === null) tell({ kind: 'note', text: 'No matrix.json here: the built-in list is used.' })
  if (scenarios.length === 0) throw new UserError('matrix/no-scenario', { what: 'No scenario is left to run.' })
  const matrix = change ? await change(asked) : asked
  const partial = Boolean(change || options.sdk || options.scenario || options.gateway)
  const noiseCheck = options.noiseCheck ?? false
  const report = await runMatrix({ matrix, scenarios, gateways, noiseCheck, partial }, world)
  return { report, matrix, scenarios }
}

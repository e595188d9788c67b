import { UserError } from '../errors.ts'
import type { Matrix } from '../model/matrix.ts'
import type { MeasureOptions, Place } from '../model/options.ts'
import type { ProgressEvent } from '../model/progress.ts'
import type { Report } from '../model/report.ts'
import type { MatrixRequest } from '../pipeline/matrix/matrix-request.ts'
import type { World } from '../pipeline/world.ts'
import { withCommand } from './inputs/choose-programs.ts'
import { programOf } from './inputs/own-command.ts'
import type { Prepared } from './inputs/prepare.ts'
import { checkRuntimes } from './inputs/runtime-wishes.ts'

// What measures is loaded when something is measured: `--help` need not wait for it.

/**
 * Loads the matrix, applies the options, runs every stage.
 * @param ownVersions a last word on the matrix, for commands that bring their own versions; default: it runs as it stands
 */
export const measureMatrix = async (
  options: MeasureOptions,
  place: Place,
  tell: (event: ProgressEvent) => void,
  ownVersions?: (matrix: Matrix, families: World['families']) => Matrix | Promise<Matrix>,
): Promise<Pick<Prepared, 'matrix' | 'scenarios'> & Pick<World, 'families'> & { readonly report: Report }> => {
  const { request, world } = await askedFor(options, place, tell, ownVersions)
  const { matrix, scenarios } = request
  const [{ runMatrix }, { triedWalls }] = await Promise.all([
    import('../pipeline/matrix/run-matrix.ts'),
    import('./world/walls-here.ts'),
  ])
  const report = await runMatrix(request, world)
  const walls = await triedWalls()
  return { report: walls ? { ...report, walls } : report, matrix, scenarios, families: world.families }
}

/** What there is to measure, and with what; nothing is installed or asked for yet. */
export const askedFor = async (
  options: MeasureOptions,
  place: Place,
  tell: (event: ProgressEvent) => void,
  ownVersions?: (matrix: Matrix, families: World['families']) => Matrix | Promise<Matrix>,
): Promise<{ readonly request: MatrixRequest; readonly world: World }> => {
  const { prepare } = await import('./inputs/prepare.ts')
  const { matrix: asked, scenarios, gateways, world } = await prepare(options, place, tell)
  // Of an SDK's id, not of a package's address (npm:stripe), which has a colon.
  const listed = !options.sdk?.length || options.sdk.some((text) => !text.includes(':'))
  if (asked.file === null && listed)
    tell({
      kind: 'note',
      text: 'No matrix.json here: the built-in list is used. sdkdrift init writes one for your project.',
    })
  if (scenarios.length === 0 && asked.sdks.every(({ programs = [] }) => programs.length === 0))
    throw new UserError('matrix/no-scenario', { what: 'No scenario is left to run.' })
  const own = programOf(options.command, place)
  // Whoever brings SDKs need not know of the command: it is for each of them.
  const matrix = ownVersions ? withCommand(await ownVersions(withoutShipped(asked), world.families), own) : asked
  checkRuntimes(options, matrix.sdks)
  const partial = Boolean(ownVersions || options.sdk || options.scenario || options.gateway || own)
  const noiseCheck = options.noiseCheck ?? false
  return { request: { matrix, scenarios, gateways, noiseCheck, partial }, world }
}

/**
 * The same where to have looked at nothing is no answer: "no drift" would be a yes to what nobody looked at.
 * @throws UserError also when nothing that was asked for is for any of the SDKs
 */
export const measureSome: typeof measureMatrix = async (...given) => {
  const measured = await measureMatrix(...given)
  const { runs, notes } = measured.report
  if (runs.length > 0) return measured
  throw new UserError('matrix/nothing-asked', {
    what: notes.join(' ') || 'No version is left to measure.',
    hint: 'Leave out --scenario or --gateway, or name one that is for it; a program of yours is for any SDK.',
  })
}

/** What was looked into for the built-in list was not looked into for versions that somebody else brings. */
const withoutShipped = (matrix: Matrix): Matrix => (matrix.file === null ? { ...matrix, accepted: [] } : matrix)

import { gathered } from '../../edges/documents.ts'
import { addToStepSummary } from '../../edges/step-summary.ts'
import { exitCodeOf } from '../../judge/verdict/exit-code.ts'
import type { ExitCode } from '../../model/exit-code.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { Report } from '../../model/report.ts'
import { reporters } from '../../tell/reporters/report/index.ts'
import { jsonPieces } from '../../tell/reporters/report/json.ts'
import type { RenderOptions, Reporter } from '../../tell/reporters/report/reporter.ts'
import type { Context } from '../command.ts'
import type { watchTime } from '../world/timings.ts'
import { aboutMatrix, onActions } from './about-notices.ts'
import { codeWithout, putFiles } from './put-files.ts'
import { filesIn, type Output } from './report-outputs.ts'

/** Every format of a report, as `--reporter` names them. */
export const REPORTERS: readonly Reporter[] = Object.values(reporters)
/** What is told when nothing else was asked for; what is read back comes always. */
export const USUAL_REPORTERS: readonly string[] = ['html', 'terminal']

/**
 * Writes and prints a report as the flags say.
 * @returns what it makes the command end with
 */
export const tellReport = async (
  report: Report,
  matrix: Pick<Matrix, 'failOn' | 'file'>,
  outputs: readonly Output<Reporter>[],
  flags: { readonly json?: boolean; readonly verbose?: boolean },
  { place, terminal, conceal }: Pick<Context, 'place' | 'terminal' | 'conceal'>,
  watch: ReturnType<typeof watchTime>,
): Promise<ExitCode | 2> => {
  const { failOn } = matrix
  const exitCode = exitCodeOf(report, failOn)
  const about = await aboutMatrix(matrix, place)
  const options = { failOn, exitCode, verbose: flags.verbose ?? false, about }
  const text = ({ render }: Reporter, look: Look = {}): string => render(report, { ...options, ...look })
  const toWrite = (reporter: Reporter): string | Iterable<string> =>
    reporter.pieces ? reporter.pieces(report, conceal, options) : conceal(text(reporter))
  const lost = await watch.during('write', () =>
    putFiles(outputs.flatMap(({ reporter, file }) => (file === null ? [] : { file, text: toWrite(reporter) }))),
  )
  const trouble = await addToStepSummary(place.env, () => conceal(text(reporters.summary)))
  if (trouble) terminal.err(trouble)
  if (onActions(place) && !outputs.some(({ reporter }) => reporter.name === 'github'))
    terminal.err(text(reporters.github))
  const { colour, width } = terminal
  if (flags.json) for (const piece of gathered(jsonPieces({ ...report, ...watch.part() }))) await terminal.out(piece)
  else for (const reporter of printed(outputs, lost)) await terminal.out(text(reporter, { colour, width }))
  terminal.err(lost.length > 0 ? lost.join('\n') : `Report: ${filesIn(outputs)}\n`)
  return codeWithout(lost, exitCode)
}

type Look = Pick<RenderOptions, 'colour' | 'width'>

/** What could not be written is at least seen. */
const printed = (outputs: readonly Output<Reporter>[], lost: readonly string[]): readonly Reporter[] => {
  const asked = outputs.flatMap(({ reporter, file }) => (file === null ? [reporter] : []))
  return asked.length === 0 && lost.length > 0 ? [reporters.terminal] : asked
}

import { resolve } from 'node:path'
import { clock } from '../edges/clock.ts'
import { writeWhole } from '../edges/documents.ts'
import { addToStepSummary } from '../edges/step-summary.ts'
import { exitCodeOf } from '../judge/verdict/exit-code.ts'
import { withNews } from '../judge/verdict/news.ts'
import type { MeasureOptions } from '../model/options.ts'
import { reporters } from '../tell/reporters/report/index.ts'
import type { RenderOptions, Reporter } from '../tell/reporters/report/reporter.ts'
import { aboutMatrix, onActions } from './about-notices.ts'
import type { Register } from './command.ts'
import { collect, failOnFlag, measuringFlags, sdkFlag } from './flags.ts'
import { lastReport } from './last-report.ts'
import { measureSome } from './measure.ts'
import { OWN_COMMAND } from './own-command.ts'
import { filesIn, type Output, outputsOf } from './report-outputs.ts'
import { beginRun } from './run-record.ts'
import { watchTime } from './timings.ts'

const ALL: readonly Reporter[] = Object.values(reporters)
/** What is told when nothing else was asked for; what is read back comes always. */
export const USUAL_REPORTERS: readonly string[] = ['html', 'terminal']

type Flags = MeasureOptions & {
  readonly json?: boolean
  readonly timings?: boolean
  readonly out: string
  readonly verbose?: boolean
  readonly newOnly?: boolean
  readonly reporter?: readonly string[]
}

export const matrixCommand: Register = (command, { place, terminal, conceal, ownCommand, exit }) => {
  command.usage('[options] [-- command ...]')
  failOnFlag(measuringFlags(sdkFlag(command)))
    .option('--no-accepted', 'count accepted findings too')
    .option('--out <dir>', 'where report.json and report.html are written', 'reports')
    .option(
      '--reporter <name[=file]>',
      `what to tell beside report.json: ${ALL.map(({ name }) => name).join(', ')} (repeatable; without =file below --out, terminal and github are printed; default: html and terminal)`,
      collect,
    )
    .option(
      '--new-only',
      'fail only on findings that the last report in --out did not have; the others are shown as known',
    )
    .option('--noise-check', 'run each version twice and list every field that was not stable')
    .option('--verbose', 'tell the lesser changes one by one')
    .addHelpText('after', `${OWN_COMMAND}\n${EXIT_CODES}`)
    .action(async (flags: Flags) => {
      const watch = watchTime(flags, terminal)
      const run = await beginRun(resolve(place.cwd, flags.out), clock.now())
      const outputs = outputsOf(ALL, flags.reporter ?? USUAL_REPORTERS, flags.out, place.cwd)
      // Read first: the run writes its own in the same place.
      const last = flags.newOnly ? await lastReport(flags.out, place.cwd) : null
      const { report: measured, matrix } = await measureSome(
        { ...flags, command: ownCommand },
        place,
        watch.tell,
      ).finally(terminal.progress.end)
      const told = flags.newOnly ? withNews(last, measured) : measured
      const report = { ...told, run }
      const { failOn } = matrix
      const exitCode = exitCodeOf(report, failOn)
      const about = await aboutMatrix(matrix, place)
      const options = { failOn, exitCode, verbose: flags.verbose ?? false, about }
      const text = ({ render }: Reporter, look: Look = {}): string => render(report, { ...options, ...look })
      // One is on its way to the disk while the next is rendered.
      await watch.during('write', () =>
        Promise.all(
          outputs.map(({ reporter, file }) => (file === null ? null : writeWhole(file, conceal(text(reporter))))),
        ),
      )
      const trouble = await addToStepSummary(place.env, conceal(text(reporters.summary)))
      if (trouble) terminal.err(trouble)
      if (onActions(place) && !outputs.some(({ reporter }) => reporter.name === 'github'))
        terminal.err(text(reporters.github))
      const { colour, width } = terminal
      if (flags.json) await terminal.out(reporters.json.render({ ...report, ...watch.part() }, options))
      else for (const reporter of printed(outputs)) await terminal.out(text(reporter, { colour, width }))
      terminal.err(`Report: ${filesIn(outputs)}\n`)
      watch.print()
      exit(exitCode)
    })
}

type Look = Pick<RenderOptions, 'colour' | 'width'>

const printed = (outputs: readonly Output<Reporter>[]): readonly Reporter[] =>
  outputs.flatMap(({ reporter, file }) => (file === null ? [reporter] : []))

export const EXIT_CODES = `
In matrix.json "accepted" says that a finding is known, and "severities" what a change weighs, against the rules; each with a
reason, which is told wherever it holds.

Exit codes:
  0  nothing at or above --fail-on (accepted findings do not count, with --new-only known ones neither)
  1  a finding at or above --fail-on
  2  wrong usage or configuration
  3  no such finding, but something could not be measured
  4  sdkdrift itself failed: one line on stderr says where the details are`

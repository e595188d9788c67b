import { resolve } from 'node:path'
import { writeWhole } from '../edges/documents.ts'
import { addToStepSummary } from '../edges/step-summary.ts'
import { newsInWords, newsOf, withOldMarked } from '../judge/verdict/news.ts'
import type { MeasureOptions } from '../model/options.ts'
import { reporters } from '../tell/reporters/report/index.ts'
import type { Register } from './command.ts'
import { exitCodeOf } from './exit-code.ts'
import { failOnFlag, measuringFlags, sdkFlag } from './flags.ts'
import { lastReport } from './last-report.ts'
import { measureMatrix } from './measure.ts'
import { show } from './print-report.ts'

type Flags = MeasureOptions & {
  readonly json?: boolean
  readonly out: string
  readonly verbose?: boolean
  readonly newOnly?: boolean
}

export const matrixCommand: Register = (program, { place, terminal, exit }) => {
  const command = program
    .command('matrix')
    .description('measure every version that matrix.json lists and tell what changed on the wire')
  failOnFlag(measuringFlags(sdkFlag(command)))
    .option('--no-accepted', 'count accepted findings too')
    .option('--out <dir>', 'where report.json and report.html are written', 'reports')
    .option('--new-only', 'fail only on findings that the last report in --out did not have')
    .option('--noise-check', 'run each version twice and list every field that was not stable')
    .option('--verbose', 'tell the lesser changes one by one')
    .addHelpText('after', EXIT_CODES)
    .action(async (flags: Flags) => {
      // Read first: the run writes its own in the same place.
      const last = flags.newOnly ? await lastReport(flags.out, place.cwd) : null
      const { report: measured, matrix } = await measureMatrix(flags, place, terminal.progress.tell).finally(
        terminal.progress.end,
      )
      const news = flags.newOnly ? newsOf(last, measured) : null
      const report = news ? { ...measured, notes: [...newsInWords(news), ...measured.notes] } : measured
      const shown = news ? withOldMarked(report, news) : report
      const options = { failOn: matrix.failOn }
      const out = resolve(place.cwd, flags.out)
      // One is on its way to the disk while the next is rendered.
      await Promise.all([
        writeWhole(resolve(out, 'report.json'), reporters.json.render(report, options)),
        writeWhole(resolve(out, 'report.html'), reporters.html.render(shown, options)),
        ...(news ? [writeWhole(resolve(out, 'new.json'), `${JSON.stringify(news, null, 2)}\n`)] : []),
      ])
      const trouble = await addToStepSummary(place.env, reporters.summary.render(shown, options))
      if (trouble) terminal.err(trouble)
      const json = flags.json ?? false
      await show(json ? report : shown, { ...options, json, verbose: flags.verbose ?? false }, terminal)
      terminal.err(`Report: ${resolve(out, 'report.json')} and report.html\n`)
      exit(exitCodeOf(shown, matrix.failOn))
    })
}

export const EXIT_CODES = `
Exit codes:
  0  nothing at or above --fail-on (accepted findings do not count, with --new-only old ones neither)
  1  a finding at or above --fail-on
  2  wrong usage or configuration
  3  no such finding, but something could not be measured`

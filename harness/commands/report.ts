import { resolve } from 'node:path'
import { z } from 'zod'
import { readIfThere } from '../edges/documents.ts'
import { UserError } from '../errors.ts'
import { exitCodeOf } from '../judge/verdict/exit-code.ts'
import { BARS, type Bar } from '../model/severity.ts'
import { reporters } from '../tell/reporters/report/index.ts'
import type { Reporter } from '../tell/reporters/report/reporter.ts'
import type { Register } from './command.ts'
import { collect } from './flags.ts'
import { refuseCommand } from './inputs/own-command.ts'
import { ABOUT_RULES, aboutMatrix } from './results/about-notices.ts'
import { checkPlaces, putFile } from './results/put-files.ts'
import { readReport } from './results/read-report.ts'
import { filesIn, outputsOf } from './results/report-outputs.ts'

type Flags = {
  readonly reporter?: readonly string[]
  readonly out: string
  readonly config: string
  readonly failOn?: Bar
  readonly verbose?: boolean
}

/** What is read back is there already: it would be written over what it was read from. */
const ALL: readonly Reporter[] = Object.values(reporters).map((one) => ({ ...one, readBack: false }))

export const reportCommand: Register = (command, { place, terminal, conceal, ownCommand }) => {
  command
    .argument('[file]', 'a report.json', 'reports/report.json')
    .option(
      '--reporter <name[=file]>',
      `${ALL.map(({ name }) => name).join(', ')} (repeatable; without =file below --out, terminal and github are printed; default: terminal)`,
      collect,
    )
    .option('--out <dir>', 'where what is written goes', 'reports')
    .option('--config <file>', 'the matrix file whose lines are named', 'matrix.json')
    .option('--fail-on <severity>', `the bar (default: the run's): ${BARS.join(', ')}`)
    .option('--verbose', 'leave nothing out')
    .action(async (file: string, flags: Flags) => {
      refuseCommand(ownCommand, 'report')
      const path = resolve(place.cwd, file)
      const report = await readReport(path, file)
      if (report === null)
        throw new UserError('report/none', {
          what: `There is no report ${path}.`,
          hint: 'Run sdkdrift matrix first, or name the file.',
        })
      const failOn = barOf(flags.failOn ?? report.failOn)
      const outputs = outputsOf(ALL, flags.reporter ?? ['terminal'], flags.out, place.cwd)
      const there = (await readIfThere(resolve(place.cwd, flags.config))) !== null
      const about = there ? await aboutMatrix({ file: flags.config }, place) : { ...ABOUT_RULES, placeOf: () => null }
      const options = { failOn, exitCode: exitCodeOf(report, failOn), verbose: flags.verbose ?? false, about }
      await checkPlaces(outputs.map(({ file: target }) => target))
      const { colour, width } = terminal
      for (const { reporter, file: target } of outputs) {
        if (target === null) await terminal.out(reporter.render(report, { ...options, colour, width }))
        else
          await putFile(
            target,
            reporter.pieces?.(report, conceal, options) ?? conceal(reporter.render(report, options)),
          )
      }
      if (outputs.some((output) => output.file !== null)) terminal.err(`Written: ${filesIn(outputs)}\n`)
    })
}

const barOf = (text: string): Bar => {
  const bar = z.enum(BARS).safeParse(text)
  if (bar.success) return bar.data
  throw new UserError('options/no-severity', {
    what: `"${text}" is no severity.`,
    hint: `There are: ${BARS.join(', ')}.`,
  })
}

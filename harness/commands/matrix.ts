import { resolve } from 'node:path'
import { endOfName, packageAddress } from '../ask/matrix/package-address.ts'
import { clock } from '../edges/clock.ts'
import { UserError } from '../errors.ts'
import { withNews } from '../judge/verdict/news.ts'
import type { MeasureOptions } from '../model/options.ts'
import type { Shard } from '../model/part.ts'
import type { Register } from './command.ts'
import { collect, failOnFlag, measuringFlags, sdkFlag } from './flags.ts'
import { OWN_COMMAND, tooManyWords } from './inputs/own-command.ts'
import { measureSome } from './measure.ts'
import { lastReport } from './results/last-report.ts'
import { checkPlaces } from './results/put-files.ts'
import { outputsOf } from './results/report-outputs.ts'
import { beginRun } from './results/run-record.ts'
import { shardOption } from './results/shard-option.ts'
import { REPORTERS, tellReport, USUAL_REPORTERS } from './results/tell-report.ts'
import { watchTime } from './world/timings.ts'

type Flags = MeasureOptions & {
  readonly json?: boolean
  readonly timings?: boolean
  readonly out: string
  readonly verbose?: boolean
  readonly newOnly?: boolean
  readonly reporter?: readonly string[]
  readonly shard?: Shard
  readonly plan?: string
}

export const matrixCommand: Register = (command, { place, terminal, conceal, ownCommand, exit }) => {
  command
    .usage('[options] [sdk...] [-- command ...]')
    .argument('[sdk...]', 'the same as --sdk, of packages: npm:stripe, npm:stripe@12.0.0')
  failOnFlag(measuringFlags(sdkFlag(command)))
    .option('--no-accepted', 'count accepted findings too')
    .option('--out <dir>', 'where report.json and report.html are written', 'reports')
    .option(
      '--reporter <name[=file]>',
      `what to tell beside report.json: ${REPORTERS.map(({ name }) => name).join(', ')} (repeatable; without =file below --out, terminal and github are printed; default: html and terminal)`,
      collect,
    )
    .option(
      '--new-only',
      'fail only on findings that the last report in --out did not have; the others are shown as known',
    )
    .option('--noise-check', 'run each version twice and list every field that was not stable')
    .option('--verbose', 'tell the lesser changes one by one')
    .addHelpText('after', `${OWN_COMMAND}\n${EXIT_CODES}`)
    .addOption(shardOption())
    .option('--plan <file>', 'with --shard: how the parts were shared out, as sdkdrift plan --save wrote it')
    .action(async (words: readonly string[], given: Flags) => {
      const flags = withPackages(given, words)
      const watch = watchTime(flags, terminal)
      const outputs = outputsOf(REPORTERS, flags.reporter ?? USUAL_REPORTERS, flags.out, place.cwd)
      await checkPlaces(outputs.map(({ file }) => file))
      if (flags.plan !== undefined && !flags.shard)
        throw new UserError('shard/no-shard', {
          what: '--plan says nothing without --shard i/n.',
          where: `--plan ${flags.plan}`,
        })
      if (flags.shard) {
        const options = { ...flags, command: ownCommand }
        const { measurePart } = await import('./results/measure-part.ts')
        const file = await measurePart(options, flags.shard, place, watch.tell).finally(terminal.progress.end)
        terminal.err(
          `Part ${flags.shard.index} of ${flags.shard.of}: ${file}\nWhen all are there: sdkdrift merge DIR…\n`,
        )
        watch.print()
        return
      }
      const run = await beginRun(resolve(place.cwd, flags.out), clock.now())
      // Read first: the run writes its own in the same place.
      const last = flags.newOnly ? await lastReport(flags.out, place.cwd) : null
      const { report: measured, matrix } = await measureSome(
        { ...flags, command: ownCommand },
        place,
        watch.tell,
      ).finally(terminal.progress.end)
      const told = flags.newOnly ? withNews(last, measured) : measured
      const code = await tellReport({ ...told, run }, matrix, outputs, flags, { place, terminal, conceal }, watch)
      watch.print()
      exit(code)
    })
}

/** A word that is no package is most likely the first of a command, without the mark. */
const withPackages = (flags: Flags, words: readonly string[]): Flags => {
  const others = words.filter((word) => !packageAddress(word.slice(0, endOfName(`${word}@`))))
  if (others.length > 0) throw tooManyWords('matrix', others)
  return words.length > 0 ? { ...flags, sdk: [...(flags.sdk ?? []), ...words] } : flags
}

export const EXIT_CODES = `
In matrix.json "accepted" says that a finding is known, and "severities" what a change weighs, against the rules; each with a
reason, which is told wherever it holds.

Exit codes:
  0  nothing at or above --fail-on (accepted findings do not count, with --new-only known ones neither)
  1  a finding at or above --fail-on
  2  wrong usage or configuration
  3  no such finding, but something could not be measured
  4  sdkdrift itself failed: one line on stderr says where the details are`

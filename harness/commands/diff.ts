import { UserError } from '../errors.ts'
import { exitCodeOf } from '../judge/verdict/exit-code.ts'
import type { MeasureOptions } from '../model/options.ts'
import { reporters } from '../tell/reporters/report/index.ts'
import type { Register } from './command.ts'
import { failOnFlag, measuringFlags } from './flags.ts'
import { EXIT_CODES } from './matrix.ts'
import { measureMatrix } from './measure.ts'
import { OWN_COMMAND } from './own-command.ts'
import { onlyVersions, parseSdkAt } from './sdk-at.ts'
import { watchTime } from './timings.ts'

type Flags = MeasureOptions & { readonly json?: boolean; readonly timings?: boolean }

export const diffCommand: Register = (command, { place, terminal, ownCommand, exit }) => {
  command
    .usage('[options] <sdk@a> <sdk@b> [-- command ...]')
    .argument('<sdk@a>', 'for example openai-python@2.33.0')
    .argument('<sdk@b>', 'for example openai-python@2.34.0, openai-node@./dist, openai-node@git+file:///path#REF')
  failOnFlag(measuringFlags(command))
    .option('--no-accepted', 'count accepted findings too')
    .addHelpText('after', `${OWN_COMMAND}\n${EXIT_CODES}`)
    .action(async (a: string, b: string, flags: Flags) => {
      const watch = watchTime(flags, terminal)
      const [from, to] = [parseSdkAt(a, place.cwd), parseSdkAt(b, place.cwd)]
      if (from.id !== to.id)
        throw new UserError('options/two-sdks', {
          what: `${from.id} and ${to.id} are two SDKs; diff compares two versions of one.`,
        })
      const { report, matrix } = await measureMatrix(
        { ...flags, command: ownCommand },
        place,
        watch.tell,
        (all, families) => onlyVersions(all, from.id, [from.version, to.version], families),
      ).finally(terminal.progress.end)
      const { failOn } = matrix
      const exitCode = exitCodeOf(report, failOn)
      const { colour, width } = terminal
      const reporter = flags.json ? reporters.json : reporters.terminal
      const told = { ...report, ...watch.part() }
      await terminal.out(reporter.render(told, { failOn, exitCode, verbose: true, colour, width }))
      watch.print()
      exit(exitCode)
    })
}

import { UserError } from '../errors.ts'
import { exitCodeOf } from '../judge/verdict/exit-code.ts'
import type { MeasureOptions, Place } from '../model/options.ts'
import type { ProgressEvent } from '../model/progress.ts'
import type { Report } from '../model/report.ts'
import type { Bar } from '../model/severity.ts'
import { reporters } from '../tell/reporters/report/index.ts'
import type { Register } from './command.ts'
import { isRecording } from './diff/is-recording.ts'
import { failOnFlag, measuringFlags } from './flags.ts'
import { OWN_COMMAND } from './inputs/own-command.ts'
import { EXIT_CODES } from './matrix.ts'
import { measureSome } from './measure.ts'
import { onlyVersions, parseSdkAt } from './sdks/sdk-at.ts'
import { watchTime } from './world/timings.ts'

type Flags = MeasureOptions & { readonly json?: boolean; readonly timings?: boolean }

export const diffCommand: Register = (command, { place, terminal, ownCommand, exit }) => {
  command
    .usage('[options] <sdk@a> <sdk@b> [-- command ...] | <a.har> <b.har>')
    .argument('<sdk@a>', 'for example openai-python@2.33.0, or a recording of your own: before.har')
    .argument('<sdk@b>', 'for example openai-python@2.34.0, openai-node@./dist, openai-node@git+file:///path#REF')
  failOnFlag(measuringFlags(command))
    .option('--no-accepted', 'count accepted findings too')
    .addHelpText('after', `${OWN_COMMAND}\n${RECORDINGS}\n${EXIT_CODES}`)
    .action(async (a: string, b: string, flags: Flags) => {
      const watch = watchTime(flags, terminal)
      const options = { ...flags, command: ownCommand }
      const { report, failOn } = [a, b].some(isRecording)
        ? await (await import('./diff/diff-recordings.ts')).diffRecordings(
            [a, b],
            { options: flags, command: ownCommand },
            place,
          )
        : await diffVersions([a, b], options, place, watch.tell).finally(terminal.progress.end)
      const exitCode = exitCodeOf(report, failOn)
      const { colour, width } = terminal
      const reporter = flags.json ? reporters.json : reporters.terminal
      const told = { ...report, ...watch.part() }
      await terminal.out(reporter.render(told, { failOn, exitCode, verbose: true, colour, width }))
      watch.print()
      exit(exitCode)
    })
}

const RECORDINGS = `
Two recordings (HTTP Archive 1.2, as browsers and proxies save it, or show --har prints it) are compared as two versions are,
each request with its own, and told as a scenario each. Statuses are those recorded; nothing is asked or measured. Credentials
are known by where they stand, and shown as ‹credential-1› and so on: the same value is the same one in both. Of a matrix that
--config names, "accepted", "severities" and "failOn" hold, for an SDK that is called recording.
`.trimEnd()

const diffVersions = async (
  [a, b]: readonly [string, string],
  options: MeasureOptions,
  place: Place,
  tell: (event: ProgressEvent) => void,
): Promise<{ readonly report: Report; readonly failOn: Bar }> => {
  const [from, to] = [parseSdkAt(a, place.cwd), parseSdkAt(b, place.cwd)]
  if (from.id !== to.id)
    throw new UserError('options/two-sdks', {
      what: `${from.id} and ${to.id} are two SDKs; diff compares two versions of one.`,
    })
  const { report, matrix } = await measureSome(options, place, tell, (all, families) =>
    onlyVersions(all, from.id, [from.version, to.version], families),
  )
  return { report, failOn: matrix.failOn }
}

import { Option } from 'commander'
import { toolVersion } from '../edges/tool-version.ts'
import { UserError } from '../errors.ts'
import { exitCodeOf } from '../judge/verdict/exit-code.ts'
import { sourceOf } from '../measure/sdks/source-of.ts'
import type { MeasureOptions } from '../model/options.ts'
import { curl } from '../tell/reporters/answers/curl.ts'
import { har } from '../tell/reporters/answers/har.ts'
import { show as render } from '../tell/reporters/answers/show.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { measuringFlags } from './flags.ts'
import { OWN_COMMAND } from './inputs/own-command.ts'
import { measureSome } from './measure.ts'
import { onlyVersions, parseSdkAt } from './sdks/sdk-at.ts'
import { watchTime } from './world/timings.ts'

type Flags = MeasureOptions & {
  readonly json?: boolean
  readonly har?: boolean
  readonly curl?: boolean
  readonly timings?: boolean
}

export const showCommand: Register = (command, { place, terminal, ownCommand, exit }) => {
  command
    .usage('[options] <sdk@version> [-- command ...]')
    .argument(
      '<sdk@version>',
      'for example openai-python@2.34.0; the version may be a folder, tarball, wheel or git+file:///path#REF',
    )
  measuringFlags(command)
    .addOption(
      new Option('--har', 'print the requests as an HTTP Archive (HAR 1.2), which diff reads').conflicts([
        'json',
        'curl',
      ]),
    )
    .addOption(
      new Option(
        '--curl',
        'print a curl command line for each request, with $API_KEY and so on for credentials',
      ).conflicts(['json']),
    )
    .addHelpText('after', OWN_COMMAND)
    .action(async (text: string, flags: Flags) => {
      if (!flags.scenario && ownCommand.length === 0)
        throw new UserError('options/no-scenario', {
          what: 'show needs to know which scenario.',
          hint: 'Add --scenario ID, for example --scenario azure-api-key (sdkdrift list scenarios names them), or your own command: -- node smoke.mjs',
        })
      const watch = watchTime(flags, terminal)
      const { id, version } = parseSdkAt(text, place.cwd)
      const { report, matrix, scenarios, families } = await measureSome(
        { ...flags, command: ownCommand },
        place,
        watch.tell,
        (all, families) => onlyVersions(all, id, [version], families),
      ).finally(terminal.progress.end)
      const { runs, startedAt } = report
      // A list has no room beside it.
      const answer = flags.timings ? { runs, ...watch.part() } : runs
      if (flags.json) await terminal.out(`${jsonText(answer)}\n`)
      else if (flags.har) await terminal.out(har(runs, { toolVersion: toolVersion(), startedAt }))
      else if (flags.curl) await terminal.out(curl(runs))
      else {
        const [sdk] = matrix.sdks
        for (const run of runs) {
          if (run.status === 'not-measured')
            await terminal.out(
              `${run.sdk}@${run.version}${run.on ? ` on ${run.on}` : ''} could not be measured: ${run.reason}\n`,
            )
          for (const [id, results] of Map.groupBy(run.scenarios, (result) => result.id)) {
            const sourceText = sdk ? sourceOf({ scenarios, families }, id, sdk, run.version) : undefined
            await terminal.out(render(run, results, { colour: terminal.colour, ...(sourceText ? { sourceText } : {}) }))
          }
        }
      }
      watch.print()
      exit(exitCodeOf(report, 'never'))
    })
}

import { run } from '../edges/process.ts'
import { addToStepSummary } from '../edges/step-summary.ts'
import { toolVersion } from '../edges/tool-version.ts'
import { GATE_EXIT_CODES } from '../judge/gate/verdict.ts'
import type { GateAnswer } from '../model/gate.ts'
import type { Notices } from '../model/notice.ts'
import { gate as render } from '../tell/reporters/answers/gate.ts'
import { noticeFormats } from '../tell/reporters/notices/index.ts'
import { noticesOfGate } from '../tell/reporters/notices/of-gate.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { collect, failOnFlag, measuringFlags } from './flags.ts'
import type { GateOptions } from './gate/options.ts'
import { ITS_SURROUNDINGS } from './inputs/own-command.ts'
import { ABOUT_RULES, onActions } from './results/about-notices.ts'
import { checkPlaces, codeWithout, putFiles } from './results/put-files.ts'
import { filesIn, outputsOf } from './results/report-outputs.ts'
import { parseStart } from './sdks/sdk-at.ts'
import { watchTime } from './world/timings.ts'

type Flags = Omit<GateOptions, 'argv'> & {
  readonly timings?: boolean
  readonly verbose?: boolean
  readonly reporter?: readonly string[]
  readonly out: string
}

type Told = { readonly answer: GateAnswer; readonly notices: Notices }
type Look = { readonly colour: boolean; readonly width: number; readonly verbose: boolean }
type GateFormat = {
  readonly name: string
  readonly file: string | null
  readonly readBack: false
  readonly render: (told: Told, look: Look) => string
}

const FORMATS: readonly GateFormat[] = [
  { name: 'terminal', file: null, readBack: false, render: ({ answer }, look) => render(answer, look) },
  { name: 'json', file: 'gate.json', readBack: false, render: ({ answer }) => `${jsonText(answer)}\n` },
  ...Object.entries(noticeFormats).map(
    ([name, format]): GateFormat => ({
      ...{ name, file: format.file, readBack: false },
      render: ({ notices }) => format.render(notices),
    }),
  ),
]

export const gateCommand: Register = (command, { place, terminal, conceal, ownCommand, exit }) => {
  command
    .usage('[options] [sdk] [-- command ...]')
    .argument('[sdk]', 'only this SDK, for example openai-python (default: every known SDK that the project uses)')
  failOnFlag(measuringFlags(command))
    .option('--from <version>', 'the version to come from (default: what the lockfile has)')
    .option('--to <version>', "the version to go to (default: the newest that the manifest's range allows)")
    .option('--latest', 'the newest of all, whatever the range allows')
    .option('--base-ref <ref>', 'from what this git ref has locked to what the working tree has')
    .option('--explain', 'find the version that brought each finding')
    .option('--no-accepted', 'count accepted findings too')
    .option('--verbose', 'tell all there is of steps that are safe, too')
    .option(
      '--reporter <name[=file]>',
      `how to tell the answer: ${FORMATS.map(({ name }) => name).join(', ')} (repeatable; without =file below --out, terminal and github are printed; default: terminal)`,
      collect,
    )
    .option('--out <dir>', 'where what is written goes', 'reports')
    .addHelpText('after', HELP)
    .action(async (sdk: string | undefined, flags: Flags) => {
      const start = sdk === undefined ? null : parseStart(sdk, ['--from', flags.from], place.cwd)
      const options = {
        ...{ ...flags, argv: ownCommand },
        ...(start ? { only: start.id, ...(start.version === undefined ? {} : { from: start.version }) } : {}),
      }
      const watch = watchTime(flags, terminal)
      const outputs = outputsOf(FORMATS, flags.reporter ?? ['terminal'], flags.out, place.cwd)
      await checkPlaces(outputs.map(({ file }) => file))
      // Loaded when something is measured: `--help` need not wait for it.
      const { answerGate } = await import('./gate/answer.ts')
      const answer = await answerGate(options, place, watch.tell, run).finally(terminal.progress.end)
      const exitCode = GATE_EXIT_CODES[answer.verdict]
      const told: Told = {
        answer,
        notices: noticesOfGate(answer, { exitCode, toolVersion: toolVersion() }, ABOUT_RULES),
      }
      const { verbose = false } = flags
      const look = { colour: terminal.colour, width: terminal.width, verbose }
      const plain = { colour: false, width: 100, verbose }
      const lost = await putFiles(
        outputs.flatMap(({ reporter, file }) =>
          file === null ? [] : { file, text: conceal(reporter.render(told, plain)) },
        ),
      )
      const printed = outputs.flatMap(({ reporter, file }) => (file === null ? reporter : []))
      // What could not be written is at least seen.
      const seen = printed.length === 0 && lost.length > 0 ? FORMATS.slice(0, 1) : printed
      if (!flags.json) for (const reporter of seen) await terminal.out(reporter.render(told, look))
      if (flags.json) await terminal.out(`${jsonText({ ...answer, ...watch.part() })}\n`)
      const trouble = await addToStepSummary(place.env, () => conceal(noticeFormats.markdown.render(told.notices)))
      if (trouble) terminal.err(trouble)
      if (onActions(place) && !outputs.some(({ reporter }) => reporter.name === 'github'))
        terminal.err(noticeFormats.github.render(told.notices))
      for (const line of lost) terminal.err(line)
      if (lost.length === 0 && outputs.some(({ file }) => file !== null)) terminal.err(`Written: ${filesIn(outputs)}\n`)
      watch.print()
      exit(codeWithout(lost, exitCode))
    })
}

const HELP = `
The exit code is about the newest version that the manifest's range allows; where it allows nothing newer (a pin), about the
newest of all. Beside it: how far one may go as one is. --to and --latest ask about one version and no other.
What else the project runs on, and nothing here knows, is named: a yes says nothing of it.

Your own command (behind --) runs once at each version behind each gateway, ${ITS_SURROUNDINGS}
The verdict is then the command's; scenarios beyond it can ask for a review, and do not block. Programs of matrix.json count
as scenarios do.
Any other variable: -- env NAME=value node smoke.mjs. Only the command: --scenario your-command.
A file of yours is a gateway too: --gateway ./our-gateway.ts (msw handlers), .json (what it wants and answers), .har
(a recording). "bearer" and "basic" stand for any API: --gateway bearer

Exit codes:
  0  safe; or review: a finding of "routing" or worse that stays below --fail-on; or current: nothing to move to
  1  blocked: a finding at or above --fail-on that is not accepted
  2  wrong usage or configuration
  3  no such finding, but something could not be measured, or nothing was let in at the older version`

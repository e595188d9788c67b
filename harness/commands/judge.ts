import { InvalidArgumentError } from 'commander'
import { knownHint } from '../ask/matrix/nearest.ts'
import { verdictOf } from '../judge/replay/verdict.ts'
import type { Replay } from '../model/replay.ts'
import { JUDGE_FORMATS, type JudgeFormat, judge as render } from '../tell/reporters/answers/judge.ts'
import type { Register } from './command.ts'
import { collect } from './flags.ts'
import type { JudgeOptions } from './judge/prepare-judge.ts'

type Flags = JudgeOptions & {
  readonly json?: boolean
  readonly table?: boolean
  readonly format?: JudgeFormat
}

export const judgeCommand: Register = (command, { place, terminal, exit }) => {
  command
    .option('--gateway <id>', 'the gateway that is asked: id, or a file of yours; twice: before and after', collect)
    .option('--sdk <id>', 'only this SDK: id or glob (repeatable)', collect)
    .option('--versions <range>', 'only these versions, as the registry writes a range: ">=2.30,<3"')
    .option('--scenario <id>', 'only this scenario: id, glob, or path of a scenario file (repeatable)', collect)
    .option('--config <file>', 'the matrix file (default: matrix.json here, else the built-in list)')
    .option('--family <file>', 'a family of SDKs of your own: a file, or an installed package (repeatable)', collect)
    .option('--report <file>', 'ask about the requests of this report.json instead of those kept on this machine')
    .option(
      '--table',
      'for each SDK and each way of handing over the credential the versions that pass (default where --versions spans several)',
    )
    .option('--no-table', 'each step at which the answer changes, then each scenario')
    .option('--format <name>', `how it is told: ${JUDGE_FORMATS.join(', ')}`, format)
    .option('--json', 'the same as --format json; its schema is in the package (tell/reporters)')
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      const { prepareJudge } = await import('./judge/prepare-judge.ts')
      const { request, world } = await prepareJudge(flags, place).finally(terminal.progress.end)
      const { runJudge } = await import('../pipeline/replay/run-judge.ts')
      const replay = await runJudge(request, world)
      const as = flags.json ? 'json' : (flags.format ?? 'text')
      const table = flags.table ?? (flags.versions !== undefined && spansSeveral(replay))
      await terminal.out(render(replay, { format: as, table, colour: terminal.colour }))
      exit(EXIT[verdictOf(replay, flags.versions !== undefined)])
    })
}

/** One gateway and several versions: who passes is asked, not what one change does. */
const spansSeveral = ({ gateways, sdks }: Replay): boolean =>
  gateways.length === 1 && sdks.some(({ versions }) => versions.length > 1)

const EXIT = { steady: 0, loses: 1, 'cannot-tell': 3 } as const satisfies Record<ReturnType<typeof verdictOf>, number>

const HELP = `
Replayed, not observed: the first request of each kept result goes through the gateway's rules in this process.
Nothing is installed and nothing is sent. What depended on an earlier answer (retries, redirects) is left out.

Exit codes:
  0  no step loses admission; with two gateways: nobody is locked out
  1  some does
  2  wrong usage or configuration
  3  nothing could be told, or some of the versions asked for by --versions have no kept result`

const format = (value: string): JudgeFormat => {
  const found = JUDGE_FORMATS.find((name) => name === value)
  if (found) return found
  throw new InvalidArgumentError(knownHint(value, JUDGE_FORMATS, 'formats'))
}

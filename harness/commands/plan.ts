import { InvalidArgumentError, Option } from 'commander'
import type { MeasureOptions } from '../model/options.ts'
import { shardsOf } from '../pipeline/part-of.ts'
import { planMatrix } from '../pipeline/plan-matrix.ts'
import type { Register } from './command.ts'
import { measuringFlags, sdkFlag } from './flags.ts'
import { askedFor } from './measure.ts'
import { refuseCommand } from './own-command.ts'

const FORMATS = ['text', 'json', 'github', 'gitlab', 'k8s'] as const
/** A GitHub matrix takes so many jobs. https://docs.github.com/actions/reference/limits */
const MOST = 256

type Flags = MeasureOptions & {
  readonly shards?: number
  readonly minutes?: number
  readonly format: (typeof FORMATS)[number]
}

export const planCommand: Register = (command, { place, terminal, ownCommand }) => {
  measuringFlags(sdkFlag(command))
    .addOption(new Option('--shards <n>', 'so many parts').argParser(count).conflicts('minutes'))
    .addOption(new Option('--minutes <m>', 'as many parts as it takes for each to last about so long').argParser(count))
    .addOption(new Option('--format <name>', 'how to tell it').choices(FORMATS).default('text'))
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      refuseCommand(ownCommand, 'plan')
      const { request, world } = await askedFor(flags, place, () => {})
      const plan = await planMatrix(request.matrix, request.scenarios, request.gateways, world)
      const [whole] = shardsOf(plan, 1)
      const wanted = flags.shards ?? (flags.minutes ? Math.ceil((whole?.seconds ?? 0) / (flags.minutes * 60)) : 1)
      const of = Math.min(MOST, Math.max(1, Math.min(wanted, plan.planned.length)))
      const shards = shardsOf(plan, of)
      await terminal.out(FORMAT[flags.format](shards))
    })
}

type Shards = ReturnType<typeof shardsOf>

const FORMAT: Readonly<Record<Flags['format'], (shards: Shards) => string>> = {
  text: (shards) =>
    shards
      .map(({ shard, seconds, versions }) => `${shard}  about ${seconds} s on one core  ${versions.join(', ')}\n`)
      .join(''),
  json: (shards) => `${JSON.stringify(shards, null, 2)}\n`,
  // For `strategy.matrix: ${{ fromJSON(…) }}`, on one line.
  github: (shards) => `${JSON.stringify({ shard: shards.map(({ shard }) => shard) })}\n`,
  gitlab: (shards) => `parallel: ${shards.length}\n`,
  k8s: (shards) => `completions: ${shards.length}\nparallelism: ${shards.length}\n`,
}

const count = (text: string): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1) return number
  throw new InvalidArgumentError('Expected a whole number from 1.')
}

const HELP = `
Tells how a matrix is shared out among several machines: each runs "sdkdrift matrix --shard i/n" with the same flags, and
"sdkdrift merge" joins what they leave. Longest first; the estimate is of nothing kept.
  --format github   a matrix for fromJSON      gitlab  parallel: n      k8s  completions of an Indexed Job`

import { resolve } from 'node:path'
import { InvalidArgumentError, Option } from 'commander'
import type { MeasureOptions } from '../model/options.ts'
import type { SharedPlan } from '../model/part.ts'
import { shareMatrix } from '../pipeline/shards/share-matrix.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { measuringFlags, sdkFlag } from './flags.ts'
import { refuseCommand } from './inputs/own-command.ts'
import { askedFor } from './measure.ts'
import { askedDigest } from './results/part-file.ts'
import { putFile } from './results/put-files.ts'
import { watchTime } from './world/timings.ts'

const FORMATS = ['text', 'json', 'github', 'gitlab', 'k8s'] as const
type Format = (typeof FORMATS)[number]
/** A GitHub matrix takes so many jobs. https://docs.github.com/actions/reference/limits */
const MOST = 256

type Flags = MeasureOptions & {
  readonly shards?: number
  readonly minutes?: number
  readonly format: Format
  readonly save?: string
  readonly json?: boolean
  readonly timings?: boolean
}

export const planCommand: Register = (command, { place, terminal, ownCommand }) => {
  measuringFlags(sdkFlag(command))
    .addOption(new Option('--shards <n>', 'so many parts').argParser(count).conflicts('minutes'))
    .addOption(new Option('--minutes <m>', 'as many parts as it takes for each to last about so long').argParser(count))
    .addOption(new Option('--format <name>', 'how to tell it').choices(FORMATS).default('text'))
    .option('--save <file>', 'write the plan there, for matrix --plan')
    .option('--noise-check', 'the parts will be measured with it')
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => {
      refuseCommand(ownCommand, 'plan')
      const watch = watchTime(flags, terminal)
      const { request, world } = await askedFor(flags, place, watch.tell)
      const { shards = 1, minutes } = flags
      const wanted = { most: MOST, ...(minutes ? { secondsEach: minutes * 60 } : { parts: shards }) }
      const shared = await shareMatrix(request, wanted, world).finally(terminal.progress.end)
      const plan: SharedPlan = { schemaVersion: 1, asked: askedDigest(request), ...shared }
      if (flags.save !== undefined) await putFile(resolve(place.cwd, flags.save), jsonText(plan))
      const format = flags.json ? 'json' : flags.format
      await terminal.out(FORMAT[format](plan))
      if (format !== 'json' && plan.known > 0) terminal.err(knownText(plan))
      watch.print()
    })
}

const FORMAT: Readonly<Record<Format, (plan: SharedPlan) => string>> = {
  text: ({ shards }) =>
    shards
      .map(({ shard, seconds, versions }) =>
        versions.length === 0
          ? `${shard}  nothing to measure\n`
          : `${shard}  about ${seconds} s on one core  ${versions.join(', ')}\n`,
      )
      .join(''),
  json: (plan) => `${jsonText(plan)}\n`,
  // For `strategy.matrix: ${{ fromJSON(…) }}`, on one line.
  github: ({ shards }) => `${JSON.stringify({ shard: shards.map(({ shard }) => shard) })}\n`,
  gitlab: ({ shards }) => `parallel: ${shards.length}\n`,
  k8s: ({ shards }) => `completions: ${shards.length}\nparallelism: ${shards.length}\n`,
}

const knownText = ({ known, shards }: SharedPlan): string => {
  const of = known + shards.reduce((sum, { versions }) => sum + versions.length, 0)
  return `${known} of ${of} versions have all their results already: the parts only read them.\n`
}

const count = (text: string): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1) return number
  throw new InvalidArgumentError('Expected a whole number from 1.')
}

const HELP = `
Tells how a matrix is shared out among several machines: each runs "sdkdrift matrix --shard i/n" with the same flags, and
"sdkdrift merge" joins what they leave. What has its results already (kept here, or in --store) is left out and counted; the rest
goes longest first, by what the SDK's other versions took where that is known. With --save the machines are given the plan
("matrix --shard i/n --plan FILE"); without it each shares out the whole matrix, as if nothing had a result yet.

How --format tells it:
  github   a matrix for fromJSON
  gitlab   parallel: n
  k8s      completions of an Indexed Job`

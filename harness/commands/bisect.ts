import { resolve } from 'node:path'
import { UserError } from '../errors.ts'
import type { Badness } from '../judge/bisect/badness.ts'
import { parseBadness } from '../judge/bisect/parse-badness.ts'
import type { BisectEnd } from '../model/bisection.ts'
import type { MeasureOptions, Place } from '../model/options.ts'
import type { ProgressEvent } from '../model/progress.ts'
import { besideNotes } from '../pipeline/plan/beside-notes.ts'
import { pinSdk } from '../pipeline/plan/pin-sdk.ts'
import { claimNotes } from '../pipeline/plan/runtime-claims.ts'
import { bisection as render } from '../tell/reporters/answers/bisection.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import { bisectRange } from './bisect/bisect-range.ts'
import { followedBy } from './bisect/followed-by.ts'
import type { Register } from './command.ts'
import { measuringFlags } from './flags.ts'
import { withCommand } from './inputs/choose-programs.ts'
import { OWN_COMMAND, programOf } from './inputs/own-command.ts'
import { checkRuntimes, oneRuntime } from './inputs/runtime-wishes.ts'
import { findingIn } from './results/finding-in.ts'
import { checkPlaces, codeWithout, putFiles } from './results/put-files.ts'
import { namedSdk } from './sdks/named-sdk.ts'
import { parseStart } from './sdks/sdk-at.ts'
import { watchTime } from './world/timings.ts'

type Flags = MeasureOptions & {
  readonly json?: boolean
  readonly timings?: boolean
  readonly good?: string
  readonly bad?: string
  readonly outcome?: string
  readonly header?: string
  readonly finding?: string
  readonly all?: boolean
  readonly exhaustive?: boolean
  readonly out: string
}

export const bisectCommand: Register = (command, { place, terminal, conceal, ownCommand, exit }) => {
  command
    .usage('[options] [sdk] [-- command ...]')
    .argument('[sdk]', 'id of an SDK, for example openai-python (not needed with --finding)')
  measuringFlags(command)
    .option('--good <version>', 'the good end (default: the oldest that can be measured)')
    .option('--bad <version>', 'the bad end (default: the newest)')
    .option('--outcome <what>', 'bad is: this status, error name, or "egress"')
    .option('--header <name=value>', "bad is: NAME=absent, NAME=present, or NAME='Bearer *' in the first request")
    .option('--finding <id>', 'bad is: what this finding of the last report tells')
    .option('--all', 'every transition that the newest patch of each minor shows')
    .option('--exhaustive', 'measure each version')
    .option('--out <dir>', 'where the last report is read and the answer is written', 'reports')
    .addHelpText('after', `${LINES}\n${OWN_COMMAND}\n${EXIT_CODES}`)
    .action(async (id: string | undefined, flags: Flags) => {
      const watch = watchTime(flags, terminal)
      await checkPlaces([resolve(place.cwd, flags.out, 'bisect.json')])
      const start = id === undefined ? null : parseStart(id, ['--good', flags.good], place.cwd)
      const from = start?.version === undefined ? {} : { good: start.version }
      const options = { ...flags, ...from, command: ownCommand }
      const end = await bisect(start?.id, options, place, watch.tell).finally(terminal.progress.end)
      const json = (answer: object): string => `${jsonText(answer)}\n`
      const { sdk, scenario } = end.bisection
      const file = resolve(place.cwd, flags.out, `bisect-${sdk}-${scenario}.json`)
      const lost = await watch.during('write', () => putFiles([{ file, text: conceal(json(end.bisection)) }]))
      const { colour, width } = terminal
      await terminal.out(flags.json ? json({ ...end.bisection, ...watch.part() }) : render(end, { colour, width }))
      for (const line of lost) terminal.err(line)
      watch.print()
      exit(codeWithout(lost, exitCodes[end.kind]))
    })
}

const exitCodes = { answered: 0, 'no-difference': 1, 'end-not-measured': 3 } as const satisfies Record<
  BisectEnd['kind'],
  number
>

const LINES = `
What is searched is the way of releases from the good version to the bad one: backports that came out beside it, in another release
line, are left out and named. Where the registry's dates do not follow the versions, it is every number between.`

const EXIT_CODES = `
Exit codes:
  0  an answer was found
  1  the ends do not differ
  2  wrong usage or configuration
  3  an end could not be measured`

type Wish = {
  readonly id: string
  readonly scenario: string
  readonly gateway?: readonly string[]
  /** Where the finding was seen. */
  readonly runtime?: readonly string[]
  readonly good?: string
  readonly bad?: string
  readonly badness: Badness
}

const bisect = async (
  id: string | undefined,
  flags: Flags,
  place: Place,
  tell: (event: ProgressEvent) => void,
): Promise<BisectEnd> => {
  const wish = await wishOf(id, flags, place)
  const own = programOf(flags.command, place)
  if (own && wish.scenario !== own.id)
    throw new UserError('bisect/one-scenario', {
      what: `bisect follows one thing: ${wish.scenario}, or your command.`,
      where: `-- ${own.argv.join(' ')}`,
      hint: 'Leave out one of them.',
    })
  const runtime = flags.runtime ?? wish.runtime
  const options = {
    ...flags,
    scenario: [wish.scenario],
    ...(wish.gateway ? { gateway: wish.gateway } : {}),
    ...(runtime ? { runtime } : {}),
  }
  oneRuntime(options, 'bisect')
  // Loaded when something is measured: `--help` need not wait for it.
  const [{ prepare }, { runBisect }] = await Promise.all([
    import('./inputs/prepare.ts'),
    import('../pipeline/bisect/run-bisect.ts'),
  ])
  const { matrix, scenarios, gateways, world } = await prepare(options, place, tell)
  const [entry] = withCommand({ ...matrix, sdks: [namedSdk(matrix, wish.id, world.families)] }, own).sdks
  if (!entry) throw new Error('One SDK was named.')
  checkRuntimes(options, [entry])
  const family = world.families[entry.family]
  if (!family) throw new Error(`No family ${entry.family}.`)
  const followed = followedBy(wish.scenario, { matrix, scenarios, gateways, sdk: entry, family, world })
  const pinned = await pinSdk(entry, scenarios, world)
  if ('reason' in pinned) throw new UserError('runtime/none', { what: pinned.reason })
  const { sdk } = pinned
  const list = await world.listReleases(sdk)
  const range = bisectRange(sdk, list, {
    ...(wish.good ? { good: wish.good } : {}),
    ...(wish.bad ? { bad: wish.bad } : {}),
  })
  const ends = [range.targets[0], range.targets.at(-1)].flatMap((end) => end ?? [])
  return runBisect(
    {
      sdk,
      family,
      ...range,
      notes: [...pinned.notes, ...claimNotes(range.targets), ...range.notes, ...(await besideNotes(sdk, ends, world))],
      ...followed,
      badness: wish.badness,
      severities: matrix.severities,
      mode: flags.exhaustive ? 'exhaustive' : flags.all ? 'all' : 'one',
      width: world.concurrency,
      timeoutMs: matrix.timeoutMs,
      repository: list.repository,
    },
    world,
  )
}

const wishOf = async (id: string | undefined, flags: Flags, place: Place): Promise<Wish> => {
  const { good, bad, gateway } = flags
  const ends = { ...(good ? { good } : {}), ...(bad ? { bad } : {}) }
  if (flags.finding !== undefined) {
    const found = await findingIn(resolve(place.cwd, flags.out, 'report.json'), flags.finding)
    return { ...found, ...ends, ...(gateway ? { gateway } : {}) }
  }
  const [scenario = programOf(flags.command, place)?.id] = flags.scenario ?? []
  if (id === undefined || scenario === undefined)
    throw new UserError('bisect/what', {
      what: 'bisect needs an SDK and a scenario or a command of yours, or a finding.',
      hint: 'For example: sdkdrift bisect openai-python --scenario azure-api-key, sdkdrift bisect openai-node -- node smoke.mjs, or sdkdrift bisect --finding ID. sdkdrift list says which SDKs there are, sdkdrift list scenarios which scenarios.',
    })
  return { id, scenario, badness: parseBadness(flags), ...ends, ...(gateway ? { gateway } : {}) }
}

import { localPlace } from '../ask/matrix/local-place.ts'
import { run } from '../edges/process.ts'
import { UserError } from '../errors.ts'
import { compareTwo } from '../judge/verdict/compare-two.ts'
import { openLocal } from '../measure/install/local.ts'
import { isLocal } from '../model/local-selector.ts'
import type { MeasureOptions, Place } from '../model/options.ts'
import type { Probe } from '../model/probe.ts'
import type { ProgressEvent } from '../model/progress.ts'
import { probe as render } from '../tell/reporters/answers/probe.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { measuringFlags } from './flags.ts'
import { OWN_COMMAND, programOf } from './inputs/own-command.ts'
import { oneRuntime, onOneAlone } from './inputs/runtime-wishes.ts'
import { measureMatrix } from './measure.ts'
import { onlyVersions } from './sdks/sdk-at.ts'
import { sdkIn } from './sdks/sdk-in.ts'
import { watchTime } from './world/timings.ts'

type Flags = MeasureOptions & {
  readonly json?: boolean
  readonly timings?: boolean
  readonly path: string
  readonly against: string
  readonly strict?: boolean
}

export const probeCommand: Register = (command, { place, terminal, ownCommand, exit }) => {
  command
    .usage('[options] [sdk] [-- command ...]')
    .argument('[sdk]', 'id of an SDK (default: the one that the folder holds)')
  measuringFlags(command)
    .requiredOption('--against <version>', 'what it is compared with: a published version, or another build')
    .option('--path <path>', 'the build: a folder, tarball, wheel or git+file:///path#REF', '.')
    .option('--strict', 'telemetry, order and case count too')
    .addHelpText('after', `${OWN_COMMAND}\n${HELP}`)
    .action(async (id: string | undefined, flags: Flags) => {
      const watch = watchTime(flags, terminal)
      const told = await probe(id, { ...flags, command: ownCommand }, place, watch.tell).finally(terminal.progress.end)
      const json = () => `${jsonText({ ...told, ...watch.part() })}\n`
      await terminal.out(flags.json ? json() : render(told, { colour: terminal.colour }))
      watch.print()
      exit(exitCodes[told.verdict])
    })
}

const exitCodes = { same: 0, differs: 1, 'not-measured': 125 } as const satisfies Record<Probe['verdict'], number>

const HELP = `
Exit codes:
  0    no difference of behaviour or worse
  1    a difference
  2    wrong usage or configuration
  125  the build, or what it is compared with, could not be measured: git bisect skips it

A repository that needs to be built first:
  git bisect run sh -c 'npm run build || exit 125; sdkdrift probe --path dist --scenario azure-api-key --against 5.17.0'`

const probe = async (
  id: string | undefined,
  flags: Flags,
  place: Place,
  tell: (event: ProgressEvent) => void,
): Promise<Probe> => {
  if (!flags.scenario && !programOf(flags.command, place))
    throw new UserError('options/no-scenario', {
      what: 'probe needs to know which scenario.',
      hint: 'Add --scenario ID, for example --scenario azure-api-key (sdkdrift list scenarios names them), or your own command: -- node smoke.mjs',
    })
  const against = localPlace(flags.against, place.cwd)
  const path = isLocal(flags.path) ? localPlace(flags.path, place.cwd) : localPlace(`./${flags.path}`, place.cwd)
  // What it is compared with stays the same from commit to commit: when it is not there, that is a mistake.
  if (isLocal(against)) await openLocal(against, { run, env: place.env })
  oneRuntime(flags, 'probe')
  const facts = { sdk: id ?? null, path, version: null, against }
  try {
    const { report } = await measureMatrix(flags, place, tell, async (all, families) =>
      onOneAlone(onlyVersions(all, id ?? (await sdkIn(path, all, place)), [against, path], families)),
    )
    const [before, after] = report.runs
    const sdk = before?.sdk ?? facts.sdk
    const names = { against: before?.version ?? against, version: after?.version ?? null }
    return {
      ...facts,
      sdk,
      ...names,
      ...compareTwo(report, flags.strict ?? false),
      notes: report.notes,
      runs: report.runs,
    }
  } catch (error) {
    // One commit without a readable manifest says nothing of the others. A bug of ours neither: 1 would read as "differs".
    if (error instanceof UserError && !error.code.startsWith('local/')) throw error
    const words =
      error instanceof UserError ? error.message : error instanceof Error ? (error.stack ?? error.message) : `${error}`
    return { ...facts, verdict: 'not-measured', reasons: [words], notes: [], drifts: [], runs: [] }
  }
}

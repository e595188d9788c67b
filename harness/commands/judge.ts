import { join, relative, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { knownHint } from '../ask/matrix/nearest.ts'
import { chooseGateways } from '../ask/plan/choose-gateways.ts'
import { findUses } from '../ask/projects/find-uses.ts'
import { ecosystems } from '../ecosystems/index.ts'
import { cacheDir } from '../edges/paths.ts'
import { projectFolder } from '../edges/project-folder.ts'
import { type Fault, UserError } from '../errors.ts'
import { normaliseCapture } from '../judge/normalise/normalise-capture.ts'
import { verdictOf } from '../judge/replay/verdict.ts'
import { withSettings } from '../measure/gateways/with-settings.ts'
import { keptResults } from '../measure/store/kept-results.ts'
import type { MatrixSdk } from '../model/matrix.ts'
import type { MeasureOptions, Place } from '../model/options.ts'
import type { Replay } from '../model/replay.ts'
import type { JudgeRequest } from '../pipeline/replay/judge-request.ts'
import type { NamedGateway } from '../pipeline/replay/kept-requests.ts'
import { JUDGE_FORMATS, type JudgeFormat, judge as render } from '../tell/reporters/answers/judge.ts'
import type { Register } from './command.ts'
import { collect } from './flags.ts'
import { gatewayName, withOwnGateways } from './inputs/own-gateways.ts'
import type { Prepared } from './inputs/prepare.ts'
import { readReport } from './results/read-report.ts'

type Flags = Pick<MeasureOptions, 'config' | 'sdk' | 'scenario' | 'gateway' | 'family'> & {
  readonly versions?: string
  readonly report?: string
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

const prepareJudge = async (
  flags: Flags,
  place: Place,
): Promise<{ request: JudgeRequest; world: Prepared['world'] }> => {
  const { config, sdk, family, scenario = ['*'], versions } = flags
  const names = flags.gateway ?? []
  if (names.length === 0 || names.length > 2)
    throw new UserError('options/no-gateway', {
      what:
        names.length === 0 ? 'judge needs to know which gateway.' : `judge compares two gateways, not ${names.length}.`,
      hint: 'Add --gateway ID or --gateway FILE once, or twice for before and after.',
    })
  const { prepare } = await import('./inputs/prepare.ts')
  const { matrix, scenarios, world } = await prepare(
    { scenario, offline: true, ...(config ? { config } : {}), ...(sdk ? { sdk } : {}), ...(family ? { family } : {}) },
    place,
    () => {},
  )
  const gateways = await Promise.all(names.map((name) => gatewayOf(name, matrix, world, place)))
  if (versions !== undefined) checkRange(versions, matrix.sdks)
  const { kept, source } = await sourceOf(flags.report, place)
  return {
    request: {
      matrix,
      scenarios,
      gateways,
      kept,
      source,
      inUse: names.length === 2 ? await inUseOf(matrix.sdks, place) : () => null,
      ...(versions === undefined ? {} : { versions }),
    },
    world,
  }
}

/** Each is read by itself: two files may be called alike. */
const gatewayOf = async (
  name: string,
  { credentials = {}, gatewaySettings }: Prepared['matrix'],
  { families }: Prepared['world'],
  place: Place,
): Promise<NamedGateway> => {
  const all = withSettings(await withOwnGateways([name], place, credentials, Object.values(families)), gatewaySettings)
  const [id, ...more] = chooseGateways(all, [gatewayName(name)])
  const gateway = id === undefined ? undefined : all[id]
  if (gateway && more.length === 0) return { name, gateway }
  throw new UserError('options/unknown-name', {
    what: gateway ? `"${name}" fits ${more.length + 1} gateways.` : `"${name}" fits nothing.`,
    where: `--gateway ${name}`,
    hint: gateway ? 'Name one.' : knownHint(name, Object.keys(all), 'names'),
  })
}

const checkRange = (range: string, sdks: readonly MatrixSdk[]): void => {
  const faults = [...new Set(sdks.map(({ registry }) => registry))].flatMap((registry): readonly Fault[] => {
    const { isRange, exact, rangeWords, name } = ecosystems[registry]
    return isRange(range) || exact(range) !== null
      ? []
      : [
          {
            what: `"${range}" is no range of versions on ${name}.`,
            where: `--versions ${range}`,
            hint: `Expected ${rangeWords}. To ask about one registry alone, name its SDKs: --sdk ID`,
          },
        ]
  })
  if (faults.length > 0) throw new UserError('options/no-range', faults)
}

const sourceOf = async (
  report: string | undefined,
  { cwd, env }: Place,
): Promise<Pick<JudgeRequest, 'kept' | 'source'>> => {
  if (report === undefined) {
    const dir = join(cacheDir(env), 'captures')
    return { source: 'store', kept: (sdk) => keptResults(dir, sdk, normaliseCapture) }
  }
  const file = resolve(cwd, report)
  const found = await readReport(file, file)
  if (found === null)
    throw new UserError('report/none', {
      what: `There is no report ${file}.`,
      where: `--report ${report}`,
      hint: 'Run sdkdrift matrix first; it writes reports/report.json.',
    })
  const { runs } = found
  return {
    source: relative(cwd, file) || file,
    kept: async ({ id }) =>
      runs.flatMap(({ sdk, version, scenarios }) =>
        sdk === id ? scenarios.map((result) => ({ version, result })) : [],
      ),
  }
}

/** What the project here has locked. */
const inUseOf = async (sdks: readonly MatrixSdk[], { cwd }: Place): Promise<(sdk: MatrixSdk) => string | null> => {
  const { uses } = await findUses(projectFolder(cwd), sdks)
  return ({ registry, package: name }) => {
    const { normalName, compare } = ecosystems[registry]
    const versions = uses
      .filter((use) => use.registry === registry && normalName(use.package) === normalName(name))
      .flatMap(({ locked }) => locked.map(({ version }) => version))
    return versions.sort(compare).at(-1) ?? null
  }
}

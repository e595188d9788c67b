import { join, relative, resolve } from 'node:path'
import { knownHint } from '../../ask/matrix/nearest.ts'
import { chooseGateways } from '../../ask/plan/choose-gateways.ts'
import { findUses } from '../../ask/projects/find-uses.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { cacheDir } from '../../edges/paths.ts'
import { projectFolder } from '../../edges/project-folder.ts'
import { type Fault, UserError } from '../../errors.ts'
import { normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import { withSettings } from '../../measure/gateways/with-settings.ts'
import { keptResults } from '../../measure/store/kept-results.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { MeasureOptions, Place } from '../../model/options.ts'
import type { JudgeRequest } from '../../pipeline/replay/judge-request.ts'
import type { NamedGateway } from '../../pipeline/replay/kept-requests.ts'
import { gatewayName, withOwnGateways } from '../inputs/own-gateways.ts'
import type { Prepared } from '../inputs/prepare.ts'
import { readReport } from '../results/read-report.ts'

export type JudgeOptions = Pick<MeasureOptions, 'config' | 'sdk' | 'scenario' | 'gateway' | 'family'> & {
  readonly versions?: string
  readonly report?: string
}

/**
 * What is asked of which gateways, about which kept requests.
 * @throws UserError for a gateway, a range or a report that is none
 */
export const prepareJudge = async (
  flags: JudgeOptions,
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
  const { prepare } = await import('../inputs/prepare.ts')
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

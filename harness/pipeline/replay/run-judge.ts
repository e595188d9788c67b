import { chooseGateways } from '../../ask/plan/choose-gateways.ts'
import { familyCells } from '../../ask/plan/family-cells.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { besideAt } from '../../judge/replay/beside.ts'
import { firstRequest } from '../../judge/replay/first-request.ts'
import { type Restored, restore } from '../../judge/replay/restore.ts'
import { standingOf } from '../../judge/replay/standing-of.ts'
import { type Line, stepsOf, stretchesOf } from '../../judge/replay/steps.ts'
import { waysOf } from '../../judge/replay/ways.ts'
import { askGateway } from '../../measure/gateways/ask-gateway.ts'
import type { Gateway } from '../../measure/gateways/gateway.ts'
import { loadMsw } from '../../measure/gateways/msw.ts'
import type { OnShelf } from '../../measure/store/kept-results.ts'
import { splitVariant } from '../../model/cell.ts'
import type { Matrix, MatrixSdk } from '../../model/matrix.ts'
import type { Replay, SdkReplayed, Standing } from '../../model/replay.ts'
import type { ScenarioResult } from '../../model/report.ts'
import type { Scenario } from '../../model/scenario.ts'
import { handOversOf, handsOverSpoilt } from '../hand-overs.ts'
import { type Live, withSession } from '../measure/session.ts'
import { programGateways } from '../plan/program-gateways.ts'
import type { World } from '../world.ts'
import { keptByPrograms } from './kept-by-programs.ts'
import { type NamedGateway, stillHolds } from './kept-requests.ts'

export type JudgeRequest = {
  readonly matrix: Matrix
  readonly scenarios: readonly Scenario[]
  /** One, or two: before and after. */
  readonly gateways: readonly NamedGateway[]
  /** A range of versions as each SDK's registry writes it. Default: all that are kept. */
  readonly versions?: string
  /** What is kept of an SDK, and where that stands. */
  readonly kept: (sdk: MatrixSdk) => Promise<readonly OnShelf[] | readonly Recorded[]>
  readonly source: string
  /** The version of an SDK that the project has installed; null: none. */
  readonly inUse: (sdk: MatrixSdk) => string | null
}

/** A result of a report: there is no key, and no time of its own. */
export type Recorded = { readonly version: string; readonly result: ScenarioResult }

type Counts = { -readonly [K in keyof Replay['counts']]: number }

/** Asks the gateways about every first request that is kept. Nothing is installed, and nothing is sent. */
export const runJudge = (request: JudgeRequest, world: World): Promise<Replay> =>
  withSession(0, world, async (session) => {
    await loadMsw()
    const live = await session.live()
    const values = new Map(live.credentials.minted.map(({ label, value }) => [label, value]))
    const counts: Counts = {
      asked: 0,
      laterRequests: 0,
      notTried: 0,
      noRequest: 0,
      cannotTell: 0,
      outdated: 0,
      others: 0,
    }
    const notes: string[] = []
    const sdks: SdkReplayed[] = []
    for (const sdk of request.matrix.sdks) {
      const told = await judgeSdk(sdk, request, { live, values, counts, notes, world })
      if (told) sdks.push(told)
    }
    return {
      how: 'replayed, not observed',
      source: request.source,
      gateways: request.gateways.map(({ name, gateway }) => ({ name, title: gateway.title })),
      sdks,
      counts,
      notes,
    }
  })

type Around = {
  readonly live: Live
  readonly values: ReadonlyMap<string, string>
  readonly counts: Counts
  readonly notes: string[]
  readonly world: World
}

const judgeSdk = async (sdk: MatrixSdk, request: JudgeRequest, around: Around): Promise<SdkReplayed | null> => {
  const { world, counts, notes } = around
  const family = world.families[sdk.family]
  if (!family) throw new Error(`No family ${sdk.family}: the parser lets none but known ones in.`)
  const { compare } = ecosystems[sdk.registry]
  const wish = { scenarios: request.scenarios, patterns: request.matrix.scenarios }
  const cellsAt = (gateway: Gateway) =>
    familyCells(family, sdk.registry, { ...wish, gateways: [gateway.id] }, { ...world.gateways, [gateway.id]: gateway })
  const programs = await keptByPrograms(sdk, family, request.matrix.timeoutMs, world)
  const programIds = (sdk.programs ?? []).map(({ id }) => id)
  const programsAt = (gateway: Gateway) =>
    programGateways(family, [gateway.id], true, { gateways: { [gateway.id]: gateway } }).length > 0 ? programIds : []
  const wanted = request.gateways.map(
    ({ gateway }) => new Set([...programsAt(gateway), ...cellsAt(gateway).map(({ id }) => id)]),
  )
  if (wanted.every((ids) => ids.size === 0)) {
    notes.push(`Nothing that was asked for is for ${sdk.id}.`)
    return null
  }
  const inRange = rangeOf(sdk, request.versions)
  const all = (await request.kept(sdk)).filter(({ version }) => inRange(version))
  const { results, outdated } = stillHolds(all, formsOf(sdk, request, world), world.gateways, programs)
  counts.outdated += [...outdated.values()].reduce((sum, some) => sum + some, 0)
  const versions = [...results.keys()].sort(compare)
  const known = wanted.flatMap((ids) => [...ids])
  const seen = new Set([...results.values()].flatMap((at) => [...at.keys()]))
  notes.push(...programs.leftOut(seen, outdated))
  counts.others += [...results.values()].flatMap((at) => [...at.keys()]).filter((id) => !known.includes(id)).length
  const linesBy: (readonly Line[])[] = []
  for (const [index, { gateway }] of request.gateways.entries())
    linesBy.push(
      await linesOf(
        [...(wanted[index] ?? [])].filter((id) => seen.has(id)),
        versions,
        results,
        gateway,
        family,
        around,
      ),
    )
  const handOvers = new Map(
    handOversOf(request.scenarios, family, sdk.registry).map(({ scenario, spelling }) => [scenario, spelling]),
  )
  // A credential that is spoilt on purpose is no way of handing one over.
  const spoilt = new Set(request.scenarios.filter(handsOverSpoilt).map(({ id }) => id))
  const kinds = new Map(request.scenarios.map(({ id, client }) => [id, client.kind]))
  const clients = family.dictionaries[sdk.registry]?.clients ?? {}
  const wayOf = (id: string): string | null => {
    if (programIds.includes(id)) return `your program \`${id}\``
    const [scenario, variant] = splitVariant(id)
    const spelling = spoilt.has(scenario) ? null : handOvers.get(scenario)
    const kind = kinds.get(scenario)
    const words = kind === undefined ? undefined : clients[kind]
    const name = words?.names[variant] ?? words?.names['']
    return spelling ? (name ? `\`${name}\`: ${spelling}` : spelling) : null
  }
  const version = request.inUse(sdk) ?? versions.at(-1)
  const [before, after] = linesBy
  return {
    sdk: sdk.id,
    registry: sdk.registry,
    package: sdk.package,
    versions,
    withoutResults: await missing(sdk, request.versions, versions, inRange, world),
    gateways: request.gateways.map(({ name }, index) => {
      const lines = linesBy[index] ?? []
      return {
        gateway: name,
        scenarios: lines.map((line) => ({ scenario: line.scenario, stretches: stretchesOf(line) })),
        steps: stepsOf(lines, compare),
      }
    }),
    ways: request.gateways.flatMap(({ name }, index) => waysOf(name, linesBy[index] ?? [], versions, wayOf)),
    ...(before && after && version !== undefined
      ? {
          beside: {
            version,
            why: request.inUse(sdk) === null ? ('newest' as const) : ('lockfile' as const),
            scenarios: besideAt(version, before, after),
          },
        }
      : {}),
  }
}

const linesOf = async (
  scenarios: readonly string[],
  versions: readonly string[],
  results: ReadonlyMap<string, ReadonlyMap<string, ScenarioResult>>,
  gateway: Gateway,
  family: World['families'][string],
  { live, values, counts, world }: Around,
): Promise<readonly Line[]> => {
  const now = world.clock.now().toISOString()
  const mintedAs = (label: string): string | undefined => values.get(label)
  const say = async (unsent: Restored): Promise<Standing> => {
    const said = await askGateway(() => live.handlersOf(gateway, family), unsent)
    if ('fault' in said) return { kind: 'cannot-tell', why: said.fault }
    return standingOf(said)
  }
  // Scenarios that differ behind the first answer alone begin with the same request.
  const said = new Map<string, Promise<Standing>>()
  const once = (unsent: Restored): Promise<Standing> => {
    const key = JSON.stringify(unsent)
    const made = said.get(key) ?? say(unsent)
    said.set(key, made)
    return made
  }
  const lines: Line[] = []
  for (const scenario of scenarios) {
    const points: Line['points'][number][] = []
    for (const version of versions) {
      const result = results.get(version)?.get(scenario)
      if (!result) {
        counts.notTried += 1
        points.push({ version, standing: { kind: 'not-tried' }, request: null })
        continue
      }
      const first = firstRequest(result)
      if (first.kind === 'none') {
        counts.noRequest += 1
        points.push({ version, standing: { kind: 'no-request', why: first.why }, request: null })
        continue
      }
      counts.laterRequests += first.later
      const unsent = restore(first.request, { valueOf: mintedAs, version, now })
      const standing: Standing =
        'lacks' in unsent ? { kind: 'cannot-tell', why: `${unsent.lacks} cannot be put back` } : await once(unsent)
      if (!('lacks' in unsent)) counts.asked += 1
      if (standing.kind === 'cannot-tell') counts.cannotTell += 1
      points.push({ version, standing, request: first.request })
    }
    lines.push({ scenario, points })
  }
  return lines
}

/** A scenario as it stands, and as plans read it that asked for every gateway, for the matrix's, or for one alone. */
const formsOf = (
  { family: id, registry, gateways: own }: MatrixSdk,
  { matrix, scenarios }: JudgeRequest,
  { families, gateways: known }: World,
): ((scenario: string, gateway: string) => readonly Scenario[]) => {
  const family = families[id]
  const plain = new Map(scenarios.map((scenario) => [scenario.id, scenario]))
  const plannedWith = (gateways: readonly string[]): ReadonlyMap<string, Scenario> =>
    new Map(
      (family ? familyCells(family, registry, { scenarios, gateways, patterns: matrix.scenarios }, known) : []).map(
        ({ scenario }) => [scenario.id, scenario],
      ),
    )
  const usual = [plain, plannedWith(Object.keys(known)), plannedWith(chooseGateways(known, own ?? matrix.gateways))]
  const alone = new Map<string, ReadonlyMap<string, Scenario>>()
  return (scenario, gateway) => {
    const one = alone.get(gateway) ?? plannedWith([gateway])
    alone.set(gateway, one)
    return [...usual, one].flatMap((forms) => forms.get(scenario) ?? [])
  }
}

const rangeOf = ({ registry }: MatrixSdk, range: string | undefined): ((version: string) => boolean) => {
  if (range === undefined) return () => true
  const { exact, satisfies } = ecosystems[registry]
  const one = exact(range)
  return one === null ? (version) => satisfies(version, range) : (version) => version === one
}

/** Published and asked for, without a result. */
const missing = async (
  sdk: MatrixSdk,
  range: string | undefined,
  versions: readonly string[],
  inRange: (version: string) => boolean,
  world: World,
): Promise<readonly string[] | null> => {
  try {
    const { releases } = await world.listReleases(sdk)
    return releases
      .filter(
        ({ version, prerelease }) =>
          (!prerelease || version === range) && inRange(version) && !versions.includes(version),
      )
      .map(({ version }) => version)
  } catch (error) {
    if (error instanceof Error && error.name === 'RegistryError') return null
    throw error
  }
}

import { familyCells } from '../../ask/plan/family-cells.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { besideAt } from '../../judge/replay/beside.ts'
import { type Line, stepsOf, stretchesOf } from '../../judge/replay/steps.ts'
import { waysOf } from '../../judge/replay/ways.ts'
import type { Gateway } from '../../measure/gateways/gateway.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { SdkReplayed } from '../../model/replay.ts'
import { programGateways } from '../plan/program-gateways.ts'
import { formsOf } from './forms-of.ts'
import type { JudgeRequest } from './judge-request.ts'
import { keptByPrograms } from './kept-by-programs.ts'
import { stillHolds } from './kept-requests.ts'
import { type Around, linesOf } from './lines-of.ts'
import { missing, rangeOf } from './versions-asked.ts'
import { wayOfScenario } from './way-of-scenario.ts'

/** What the gateways say of one SDK; null: nothing that was asked for is for it. */
export const judgeSdk = async (sdk: MatrixSdk, request: JudgeRequest, around: Around): Promise<SdkReplayed | null> => {
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
  const wayOf = wayOfScenario(request.scenarios, family, sdk.registry)
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
    ways: request.gateways.flatMap(({ name }, index) =>
      waysOf(name, linesBy[index] ?? [], versions, (id) =>
        programIds.includes(id) ? `your program \`${id}\`` : wayOf(id),
      ),
    ),
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

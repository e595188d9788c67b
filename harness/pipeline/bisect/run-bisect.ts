import { classifier, differ, worstChanges } from '../../judge/bisect/badness.ts'
import { gridOf } from '../../judge/bisect/grid.ts'
import { allEdges, type Edge, firstEdge } from '../../judge/bisect/transitions.ts'
import { rank } from '../../judge/verdict/rules.ts'
import type { BisectEnd, Bisection } from '../../model/bisection.ts'
import { SEVERITIES } from '../../model/severity.ts'
import { withSession } from '../measure/session.ts'
import type { World } from '../world.ts'
import { type BisectRequest, scaleOf } from './bisect-request.ts'
import { asMeasured, describe, whyNot } from './describe-bisection.ts'
import { createProbes, type Probes } from './probes.ts'

/** Which version changed it first? Measures no more than the question needs, and nothing twice. */
export const runBisect = (request: BisectRequest, world: World): Promise<BisectEnd> =>
  withSession(request.timeoutMs, world, (session) => {
    const { sdk, family, cells, programs, gateways } = request
    const among = [request.targets[0], request.targets.at(-1)].flatMap((end) => end ?? [])
    const probes = createProbes(
      request.targets,
      request.unusable,
      (target) => ({ sdk, family, target, cells, programs, gateways, among }),
      session,
      world,
      request.measure,
    )
    return search(request, probes)
  })

const search = async (request: BisectRequest, probes: Probes): Promise<BisectEnd> => {
  const last = request.targets.length - 1
  const first = await goodEnd(request, probes, last)
  const told = (gateway: string, edges: readonly Edge[], notes: readonly string[] = []): Bisection =>
    describe(request, probes, { first, last, gateway }, edges, notes)

  const indexes = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const grid = gridFor(request, indexes)
  await inRounds(grid, probes, request.width, (open) => open)
  const gateway = tellingGateway(request, probes, grid)
  const [good, bad] = [probes.result(first, gateway), probes.result(last, gateway)]
  if (good?.status !== 'measured') return notMeasured(request, probes, first, gateway, told(gateway, []))
  if (bad?.status !== 'measured') return notMeasured(request, probes, last, gateway, told(gateway, []))

  const classify = classifier(request.badness, good, bad, scaleOf(request))
  const answer = (index: number) => (probes.run(index) ? classify(probes.result(index, gateway)) : undefined)
  const measured = (index: number) => (probes.run(index) ? answer(index) !== 'skip' : undefined)
  const same = (a: number, b: number) => alike(request, probes, gateway, classify, a, b)
  const edgesIn = (points: readonly number[]) => allEdges(points, measured, same, probes.round, request.width)
  const measuredCount = () => indexes.filter((index) => probes.run(index)).length
  if (request.mode === 'one') {
    const found = await firstEdge({ from: first, to: last }, answer, probes.round, request.width)
    if (!('edge' in found)) return { kind: 'no-difference', bisection: told(gateway, []) }
    // The answer is checked: what stands before it must be as the good end is, what stands behind it as the bad one.
    const before = await edgesIn([first, found.edge.from])
    const behind = await edgesIn([found.edge.to, last])
    const edges = [...before, found.edge, ...behind]
    return {
      kind: 'answered',
      bisection: told(gateway, edges, noted(edges, found.several, measuredCount(), indexes.length)),
    }
  }
  const edges = await edgesIn(grid)
  return {
    kind: edges.length > 0 ? 'answered' : 'no-difference',
    bisection: told(gateway, edges, request.mode === 'all' ? [GRID] : []),
  }
}

const noted = (edges: readonly Edge[], several: boolean, looked: number, of: number): readonly string[] => [
  ...(edges.length > 1 ? [`Between these ends it changed in ${edges.length} steps.`] : []),
  ...(edges.length === 1 && several ? [SEVERAL] : []),
  ...(looked < of
    ? [
        `What came and went between two versions that do the same was not looked at (${of - looked} of ${of} versions); --all looks at each minor, --exhaustive at each version.`,
      ]
    : []),
]

const SEVERAL = 'The measured versions prove that it went from good to bad more than once.'
const GRID = 'What came and went between two equal grid points was not looked at; --exhaustive does.'

/** What is measured before anything is decided: the ends, the newest patch of each minor, or every version. */
const gridFor = ({ mode, targets, sdk }: BisectRequest, indexes: readonly number[]): readonly number[] => {
  switch (mode) {
    case 'one':
      return [...indexes.slice(0, 1), ...indexes.slice(-1)]
    case 'all':
      return gridOf(indexes, (index) => targets[index]?.version ?? '', sdk.registry)
    case 'exhaustive':
      return indexes
  }
}

/** Measures both ends; an oldest version that cannot be measured is passed by in growing steps. */
const goodEnd = async (
  { seekOldest, gateways, width }: BisectRequest,
  probes: Probes,
  last: number,
): Promise<number> => {
  await inRounds([0, last], probes, width, () => last + 1)
  const usable = (index: number): boolean =>
    gateways.some((gateway) => probes.result(index, gateway)?.status === 'measured')
  let at = 0
  for (let step = 1; seekOldest && !usable(at) && at + step < last; step *= 2) {
    at += step
    await probes.round([at], last + 1 - at)
  }
  return at
}

/** @param left how many versions are still in question when so many of `indexes` are not measured yet */
const inRounds = async (
  indexes: readonly number[],
  probes: Probes,
  width: number,
  left: (open: number) => number,
): Promise<void> => {
  const open = indexes.filter((index) => !probes.run(index))
  for (let at = 0; at < open.length; at += width) await probes.round(open.slice(at, at + width), left(open.length - at))
}

/** Of several gateways the one behind which neighbours of the grid differ worst; when that is a draw, one that lets it in. */
const tellingGateway = (request: BisectRequest, probes: Probes, grid: readonly number[]): string => {
  const weight = (gateway: string): number => {
    const results = grid.map((index) => probes.result(index, gateway)).filter((result) => result?.status === 'measured')
    const steps = results.flatMap((result, at) => {
      const before = results[at - 1]
      const [worst] = before && result ? worstChanges(before, result, scaleOf(request)) : []
      return worst ? [SEVERITIES.indexOf(worst.severity)] : []
    })
    return Math.min(results.length > 1 ? SEVERITIES.length : SEVERITIES.length + 1, ...steps)
  }
  // Behind one that lets it in at the good end more can be seen than behind one that refuses it at both.
  const refused = (gateway: string): number => {
    const good = probes.result(grid[0] ?? 0, gateway)
    return good?.status === 'measured' && rank(good.outcome) === 0 ? 0 : 1
  }
  const best = request.gateways.toSorted((a, b) => weight(a) - weight(b) || refused(a) - refused(b))[0]
  if (best === undefined) throw new Error('A bisection has at least one gateway.')
  return best
}

/** With a criterion of the user's: the same answer; else no difference beyond telemetry and cosmetics. */
const alike = (
  request: BisectRequest,
  probes: Probes,
  gateway: string,
  classify: ReturnType<typeof classifier>,
  a: number,
  b: number,
): boolean => {
  const [one, other] = [probes.result(a, gateway), probes.result(b, gateway)]
  if (request.badness.kind !== 'ends') return classify(one) === classify(other)
  return !differ(asMeasured(one), asMeasured(other), scaleOf(request))
}

const notMeasured = (
  { targets }: BisectRequest,
  probes: Probes,
  index: number,
  gateway: string,
  bisection: Bisection,
): BisectEnd => ({
  kind: 'end-not-measured',
  version: targets[index]?.version ?? '',
  reason: whyNot(probes, index, gateway) ?? 'not measured',
  bisection,
})

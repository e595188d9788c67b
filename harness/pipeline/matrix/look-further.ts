import type { Lines } from '../../ecosystems/lines.ts'
import { looksAlike } from '../../judge/bisect/looks-alike.ts'
import { type Neighbours, nextLooks } from '../../judge/bisect/next-looks.ts'
import type { Scale } from '../../judge/verdict/rules.ts'
import { atMost, counted } from '../../model/listed.ts'
import type { NotLookedAt, RunResult } from '../../model/report.ts'
import type { MatrixPlan } from '../plan/plan-matrix.ts'
import type { Planned } from '../plan/planned.ts'
import type { World } from '../world.ts'

/** Each round halves the ways that are looked at: 20 are enough for a million versions. */
const MOST_ROUNDS = 20

/**
 * Measures what waits, as far as what is found asks for it: neighbours are judged, and between two that differ more is
 * looked at, round by round.
 * @param runs what was measured so far
 * @param measure adds to it
 * @param scaleOf by what an SDK's changes are weighed
 * @returns what was not looked at in the end
 */
export const lookFurther = async (
  { planned, waiting, lines }: Pick<MatrixPlan, 'planned' | 'waiting' | 'lines'>,
  runs: () => ReadonlyMap<Planned, RunResult>,
  measure: (more: readonly Planned[]) => Promise<void>,
  scaleOf: (sdk: string) => Scale,
  world: Pick<World, 'concurrency' | 'tell'>,
): Promise<readonly NotLookedAt[]> => {
  const sdks = [...new Set([...waiting].map(({ sdk }) => sdk.id))].flatMap((id) => {
    const known = lines.get(id)
    return known ? [{ id, own: planned.filter(({ sdk }) => sdk.id === id), lines: known }] : []
  })
  const judged = () => {
    const all = runs()
    return sdks.map((one) => ({ ...one, neighbours: neighboursIn(one.own, all, one.lines, scaleOf(one.id)) }))
  }
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const more = judged().flatMap(({ own, neighbours }) => {
      const next = nextLooks(neighbours, world.concurrency)
      // On every runtime: what is known on one alone cannot be compared with the others.
      return own.filter(({ target }) => next.includes(target.version))
    })
    if (more.length === 0) break
    const names = [...new Set(more.map(({ sdk, target }) => `${sdk.id}@${target.version}`))]
    world.tell({
      kind: 'note',
      text: `Round ${round}: ${counted(names.length, 'version')} between two that differ: ${atMost(names, 6)}`,
    })
    await measure(more)
  }
  return judged().flatMap(({ id, neighbours }) =>
    neighbours.flatMap(({ from, to, differ, neither, between }) =>
      between.length > 0
        ? [{ sdk: id, from, to, alike: !differ && !neither, versions: between, ...(neither ? { neither } : {}) }]
        : [],
    ),
  )
}

/** Versions of one SDK that were tried, each with the one that it is compared with; on several runtimes those of all of them. */
const neighboursIn = (
  own: readonly Planned[],
  runs: ReadonlyMap<Planned, RunResult>,
  lines: Pick<Lines, 'among' | 'way'>,
  scale: Scale,
): readonly Neighbours[] => {
  const measured = own.flatMap((one) => runs.get(one) ?? [])
  const way = {
    all: [...new Set(own.map(({ target }) => target.version))],
    looked: new Set(measured.map(({ version }) => version)),
  }
  const lanes = [...Map.groupBy(measured, ({ on }) => on).values()]
  const pairs = lanes.flatMap((lane) => neighboursOn(lane, way, lines, scale))
  return [...Map.groupBy(pairs, ({ from, to }) => JSON.stringify([from, to])).values()].flatMap((same) =>
    same.slice(0, 1).map((pair) => ({ ...pair, differ: same.some(({ differ }) => differ) })),
  )
}

/** @param runs of one SDK on one runtime, oldest first */
const neighboursOn = (
  runs: readonly RunResult[],
  { all, looked }: { readonly all: readonly string[]; readonly looked: ReadonlySet<string> },
  lines: Pick<Lines, 'among' | 'way'>,
  scale: Scale,
): readonly Neighbours[] => {
  const pairsOf = (some: readonly RunResult[]): readonly (readonly [RunResult, RunResult])[] => {
    const placed = lines.among(some.map(({ version }) => version))
    return some.flatMap((run, index) => {
      const after = placed ? placed.get(run.version)?.after : some[index - 1]?.version
      const before = some.find(({ version }) => version === after)
      return before ? [[before, run] as const] : []
    })
  }
  const measured = pairsOf(runs.filter(isMeasured))
  const passedBy = new Set(measured.flatMap(([from, to]) => lines.way(from.version, to.version, all)))
  // What cannot be measured and lies between two that can is passed by. At an end of what can be, it hides where that begins.
  const ends = pairsOf(runs.filter((run) => isMeasured(run) || !passedBy.has(run.version))).filter(
    (pair) => !pair.every(isMeasured),
  )
  return [...measured, ...ends].map(([before, run]) => {
    const neither = !isMeasured(before) && !isMeasured(run)
    return {
      from: before.version,
      to: run.version,
      differ: isMeasured(before) && isMeasured(run) ? !looksAlike(before, run, scale) : !neither,
      ...(neither ? { neither } : {}),
      between: lines.way(before.version, run.version, all).filter((version) => !looked.has(version)),
    }
  })
}

const isMeasured = ({ status }: RunResult): boolean => status === 'measured'

import { literally } from '../../model/pattern.ts'
import { earlierIn } from '../../model/release-line.ts'
import { type Change, isReach, type RunResult } from '../../model/report.ts'
import type { Unstable } from '../diff/noise.ts'
import { compareRuns, type RawDrift, throughVersions, type Walk } from './compare-runs.ts'
import type { Scale } from './rules.ts'
import { stableId } from './stable-id.ts'

/**
 * Every difference between neighbours: versions on each runtime, and, at each version, runtimes. What a step of versions shows
 * on several runtimes is one drift; without runtimes it is `compareRuns` and nothing else.
 * @param runs of one SDK: by runtime, oldest first, and on each the oldest version first
 */
export const compareOnRuntimes = (
  runs: readonly RunResult[],
  scale: Scale,
  unstable?: Unstable,
): readonly RawDrift[] => {
  const lanes = [...Map.groupBy(runs, ({ on }) => on)].flatMap(([on, own]) => (on === undefined ? [] : [{ on, own }]))
  if (lanes.length === 0) return compareRuns(runs, scale, unstable)
  const within = lanes.flatMap(({ on, own }) =>
    compareRuns(own, scale, unstable, onRuntime(on)).map((drift) =>
      lanes.length > 1 ? { ...drift, changes: drift.changes.map(withoutVersions(own.flatMap(versionOf))) } : drift,
    ),
  )
  const between = [...Map.groupBy(runs, ({ version }) => version).values()].flatMap((own) =>
    compareRuns(own, scale, unstable, BETWEEN_RUNTIMES),
  )
  return [...merged(within, lanes), ...between]
}

/** The number alone: `22.23.3`. */
export const versionOf = ({ runtime }: RunResult): readonly string[] => {
  const [, version] = runtime.split(' ')
  return version === undefined ? [] : [version]
}

/** A text in which none of these versions of runtimes stands. */
export const withoutRuntimes = (text: string, versions: readonly string[]): string =>
  [...new Set(versions)].reduce(
    (rest, version) => rest.replaceAll(new RegExp(`(?<!\\d|\\d\\.)${literally(version)}(?!\\.?\\d)`, 'g'), RUNTIME),
    text,
  )

const RUNTIME = '‹runtime version›'

/** A runtime that names itself in a new field is the same change on each of them. */
const withoutVersions =
  (versions: readonly string[]) =>
  (change: Change): Change => {
    const text = JSON.stringify(change)
    const neutral = withoutRuntimes(text, versions)
    return neutral === text ? change : JSON.parse(neutral)
  }

const onRuntime = (on: string): Walk => ({
  ...throughVersions,
  on: () => ({ kind: 'within', runtimes: [on], notOn: [] }),
})

const BETWEEN_RUNTIMES: Walk = {
  name: ({ on, runtime }) => on ?? runtime,
  on: (before, after) => ({
    kind: 'between',
    from: before.on ?? before.runtime,
    to: after.on ?? after.runtime,
    versions: [after.version],
  }),
  line: () => null,
  earlier: (runs) => (index) => [...runs.keys()].slice(0, index).reverse(),
}

type Lane = { readonly on: string; readonly own: readonly RunResult[] }

const merged = (drifts: readonly RawDrift[], lanes: readonly Lane[]): readonly RawDrift[] => {
  const same = Map.groupBy(drifts, ({ scenario, gateway, from, to, steppedOver, changes, beside }) =>
    JSON.stringify([scenario, gateway, from, to, steppedOver, changes, beside]),
  )
  return [...same.values()].flatMap(([first, ...more]) => {
    if (!first) return []
    const runtimes = [first, ...more].flatMap(({ on }) => (on?.kind === 'within' ? on.runtimes : []))
    const notOn = lanes.flatMap(({ on, own }) => (!runtimes.includes(on) && isStep(own, first) ? [on] : []))
    const { sdk, scenario, gateway, from, to } = first
    const apart = first.changes.some(isReach) ? ['reach'] : []
    const id = `d-${stableId(JSON.stringify([sdk, scenario, gateway, from, to, runtimes, ...apart]))}`
    const { decided, ...drift } = first
    const isShared = more.every((one) => JSON.stringify(one.decided) === JSON.stringify(decided))
    const told = decided && isShared ? { decided } : {}
    return [{ ...drift, ...told, id, on: { kind: 'within', runtimes, notOn } }]
  })
}

/** Is the one of these two versions what the other was compared with in this cell? */
const isStep = (runs: readonly RunResult[], { scenario, gateway, from, to }: RawDrift): boolean => {
  const isMeasured = (run: RunResult | undefined): boolean =>
    run?.scenarios.some((one) => one.id === scenario && one.gateway === gateway && one.status === 'measured') ?? false
  const at = runs.findIndex(({ version }) => version === to)
  const before = [...earlierIn(runs)(at)].map((index) => runs[index]).find(isMeasured)
  return isMeasured(runs[at]) && before?.version === from
}

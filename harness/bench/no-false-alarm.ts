import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadFamilies } from '../commands/inputs/load-families.ts'
import { root } from '../edges/paths.ts'
import { listReleases } from '../measure/registries/list-releases.ts'
import type { Drift, Finding, Report } from '../model/report.ts'
import { REGISTRIES, type Registry } from '../model/sdk.ts'
import type { Bench, Context, Figure } from './bench.ts'
import { timeOurs } from './ours.ts'
import { withWorkFolder } from './work-cache.ts'

const PAIRS = 20

/** Set it to a printed one to have the same pairs again. */
const SEED = 'SDKDRIFT_BENCH_SEED'

export const noFalseAlarmBench: Bench = {
  title: `No false alarm: ${PAIRS} neighbouring pairs of each package, at random, measured twice`,
  byDefault: false,
  run: async (context) => {
    const seed = Number(context.env[SEED] ?? Date.now() % 2 ** 32)
    context.say(`${SEED}=${seed}`)
    const all: Told[] = []
    const chosen = await subjects(context)
    for (const subject of context.smoke ? chosen.slice(0, 1) : chosen)
      all.push(await twice(subject, randomFrom(seed), context))
    return {
      kind: 'measured',
      figures: all.flatMap(({ figures }) => figures),
      notes: [`${SEED}=${seed}`, ...all.flatMap(({ notes }) => notes)],
    }
  },
}

type Subject = { readonly registry: Registry; readonly package: string }
type Pair = readonly [from: string, to: string]
type Told = { readonly figures: readonly Figure[]; readonly notes: readonly string[] }

const subjects = async ({ env }: Context): Promise<readonly Subject[]> =>
  (await loadFamilies([], { cwd: root(), env })).all.flatMap(({ packages }) =>
    REGISTRIES.flatMap((registry) => (packages[registry] ?? []).map((name) => ({ registry, package: name }))),
  )

const twice = async (subject: Subject, random: () => number, context: Context): Promise<Told> => {
  const name = `${subject.registry} ${subject.package}`
  const pairs = await pairsOf(subject, random, context)
  context.say(`${name}: ${pairs.map(([from, to]) => `${from}→${to}`).join(' ')}`)
  const [first, second] = [await judge(subject, pairs, context), await judge(subject, pairs, context)]
  const differing = [...new Set([...first.told.keys(), ...second.told.keys()])].filter(
    (id) => first.told.get(id) !== second.told.get(id),
  )
  return {
    figures: [
      { label: `${name}: pairs`, unit: '', value: pairs.length },
      { label: `${name}: versions that could not be measured`, unit: '', value: first.lost },
      { label: `${name}: findings and drifts`, unit: '', value: first.told.size },
      { label: `${name}: not the same twice`, unit: '', value: differing.length, bar: { is: '≤', value: 0 } },
    ],
    notes: differing.map(
      (id) => `${name}: ${id}: ${first.told.get(id) ?? 'absent'} | ${second.told.get(id) ?? 'absent'}`,
    ),
  }
}

const pairsOf = async (
  subject: Subject,
  random: () => number,
  { env, cacheDir, smoke }: Context,
): Promise<readonly Pair[]> => {
  const { releases } = await listReleases(subject, { cacheDir, offline: false, env, cwd: root() })
  const stable = releases
    .filter((one) => !one.prerelease && one.deprecated === null && one.yanked === null && one.installable)
    .map(({ version }) => version)
  const all = stable.slice(1).map((to, index): Pair => [stable[index] ?? to, to])
  const picked: Pair[] = []
  const wanted = smoke ? 1 : PAIRS
  while (picked.length < wanted && all.length > 0) picked.push(...all.splice(Math.floor(random() * all.length), 1))
  return picked
}

type Judged = {
  /** By id, all that a report says of it. */
  readonly told: ReadonlyMap<string, string>
  readonly lost: number
}

/** Each pair as an SDK of its own: a version is compared with its neighbour and nothing else. */
const judge = (subject: Subject, pairs: readonly Pair[], context: Context): Promise<Judged> =>
  withWorkFolder(context.cacheDir, async (folder) => {
    const sdks = pairs.map(([from, to], index) => ({ id: `pair-${index + 1}`, ...subject, versions: [from, to] }))
    await writeFile(
      join(folder, 'matrix.json'),
      JSON.stringify({ sdks, failOn: 'never', ...(context.smoke ? { scenarios: ['*-api-key'] } : {}) }),
    )
    await timeOurs(['matrix', '--fresh', '--out', 'reports'], { cwd: folder }, context)
    const report: Report = JSON.parse(await readFile(join(folder, 'reports', 'report.json'), 'utf8'))
    const said = [...report.findings, ...report.drifts].map(
      (one: Finding | Drift) => [one.id, JSON.stringify(one)] as const,
    )
    return { told: new Map(said), lost: report.runs.filter(({ status }) => status !== 'measured').length }
  })

/** mulberry32: small, and the same on every machine. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

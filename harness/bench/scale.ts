import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { familyCells } from '../ask/plan/family-cells.ts'
import { readReport } from '../commands/results/read-report.ts'
import { startFakeRegistry } from '../testing/fake-registry.ts'
import { makeSandbox } from '../testing/sandbox.ts'
import { shippedFamily } from '../testing/shipped-families.ts'
import { gateways } from '../testing/shipped-gateways.ts'
import { shippedScenarios } from '../testing/shipped-scenarios.ts'
import type { Bench, Context, Figure } from './bench.ts'
import { FIRST_MEASURED, manyVersions, plant, versionAt } from './many-versions.ts'
import { type Peak, watchMemory } from './memory.ts'
import { timeOurs } from './ours.ts'
import { scaleInputs } from './scale-inputs.ts'
import type { Timed } from './time-command.ts'
import { seconds } from './timing.ts'
import { withWorkFolder } from './work-cache.ts'

const GATEWAY = 'azure-openai'
/** `measured` of the `versions`: so many that what each part begins with is small beside what it does, as in a run of all. */
const SIZE = { measured: 4 * FIRST_MEASURED, versions: 1_000, more: 3, parts: 16, scenarios: 160 }
const SMOKE = { measured: FIRST_MEASURED, versions: FIRST_MEASURED + 2, more: 1, parts: 2, scenarios: 2 }

type Ran = Timed & { readonly peak: Peak | null }

export const scaleBench: Bench = {
  title: 'A thousand fake versions in 160 scenarios behind one gateway: a night, its parts, and their merge',
  byDefault: false,
  run: (context) =>
    withWorkFolder(context.cacheDir, async (folder) => {
      const { measured, versions, more, parts, scenarios } = context.smoke ? SMOKE : SIZE
      const ids = spread(cellIds(), scenarios)
      const registry = await startFakeRegistry({ releases: manyVersions(versions + more) })
      const sandbox = makeSandbox(registry)
      const here = { ...context, env: sandbox.env }
      /** @param cache a name, each has a cache of its own */
      const run = async (count: number, cache: string, args: readonly string[]): Promise<Ran> => {
        const cwd = join(folder, `${count}`)
        await mkdir(cwd, { recursive: true })
        await writeFile(join(cwd, 'matrix.json'), JSON.stringify(matrixOf(count, ids)))
        context.say(`${count} versions: ${args.join(' ')}`)
        return watched(args, cwd, join(folder, cache), here)
      }
      try {
        const asked = countingFrom(registry.requests)
        const one = await run(measured, 'kept', ['matrix', '--reporter', 'html'])
        const fresh = { versions: measured, cpuMs: one.cpuMs, requests: asked() }
        plant(join(folder, 'kept'), { from: measured, to: versions })
        // Whoever measures a version reads it too, and leaves what was read; the copies were read by nobody yet.
        const first = await run(versions, 'kept', ['matrix', '--reporter', 'html'])
        asked()
        const night = await run(versions, 'kept', ['matrix', '--reporter', 'html'])
        const known = { versions, cpuMs: night.cpuMs, requests: asked() }
        const inputs = scaleInputs(fresh, known, join(folder, 'kept', 'captures'))
        await allMeasured(join(folder, `${versions}`, 'reports', 'report.json'), versions)
        const news = await run(versions + more, 'kept', ['matrix', '--reporter', 'html'])
        for (let index = 1; index <= parts; index += 1)
          await run(versions, 'kept', ['matrix', '--shard', `${index}/${parts}`, '--out', `parts/${index}`])
        const merged = await run(versions, 'kept', ['merge', 'parts', '--reporter', 'html'])
        return {
          kind: 'measured',
          figures: [
            ...figuresOf(`${versions} known versions`, night, 5, 400),
            ...figuresOf('the same, read for the first time', first, null, 400),
            ...figuresOf(`${more} new ones beside them`, news, null, 400),
            ...inputs,
            ...figuresOf(`merge of ${parts} parts`, merged, 10, 600),
            ...(await shardFigures(one, { measured, versions }, (args, cache) => run(measured, cache, args))),
          ],
          notes: [
            `${measured} versions were measured. The results of the others are copies of those of versions that send the same.`,
            `Parts were measured anew, of ${measured} versions, each with an empty cache: what they cost together, in terms of all in one. Those of ${versions} are not run: each begins with what these do.`,
          ],
        }
      } finally {
        sandbox.close()
        await registry.close()
      }
    }),
}

/** The scenarios that are asked of the SDK behind the one gateway. */
const cellIds = (): readonly string[] => {
  const wish = { scenarios: shippedScenarios(), gateways: [GATEWAY], patterns: ['*'] }
  return familyCells(shippedFamily('openai'), 'npm', wish, gateways).map(({ id }) => id)
}

/** So many of them, from all over the list. */
const spread = (all: readonly string[], count: number): readonly string[] =>
  Array.from({ length: Math.min(count, all.length) }, (_, at) => all[Math.floor((at * all.length) / count)] ?? '')

/** How many there are more than the last time. */
const countingFrom = (all: readonly unknown[]): (() => number) => {
  let told = all.length
  return () => {
    const more = all.length - told
    told = all.length
    return more
  }
}

/** Behind one gateway nothing is inferred. */
const matrixOf = (count: number, scenarios: readonly string[]) => ({
  sdks: [
    {
      id: 'openai-node',
      registry: 'npm',
      package: 'openai',
      versions: Array.from({ length: count }, (_, at) => versionAt(at)),
    },
  ],
  scenarios,
  gateways: [GATEWAY],
  failOn: 'never',
})

const watched = async (args: readonly string[], cwd: string, cacheDir: string, context: Context): Promise<Ran> => {
  let watch: ReturnType<typeof watchMemory> | undefined
  const onStart = (pid: number): void => {
    watch = watchMemory(pid)
  }
  const timed = await timeOurs(args, { cwd, cacheDir, onStart }, context)
  return { ...timed, peak: watch?.stop() ?? null }
}

const figuresOf = (label: string, ran: Ran, most: number | null, memory: number): readonly Figure[] => [
  { label, unit: 's', value: seconds(ran.wallMs), ...(most === null ? {} : { bar: { is: '<', value: most } }) },
  ...(ran.cpuMs === null ? [] : [{ label: `${label}, processor`, unit: 's' as const, value: seconds(ran.cpuMs) }]),
  ...(ran.peak === null
    ? []
    : [
        {
          label: `${label}, memory`,
          unit: 'MiB' as const,
          value: ran.peak.main,
          bar: { is: '≤' as const, value: memory },
        },
      ]),
]

const allMeasured = async (file: string, versions: number): Promise<void> => {
  const report = await readReport(file, file)
  const measured = report?.runs.filter(({ status }) => status === 'measured').length
  if (measured !== versions) throw new Error(`Of ${versions} versions ${measured} were measured.`)
}

/**
 * What parts cost together: those of the versions that were measured, and by them those of all. What each part begins with is
 * the same, however many versions it has.
 */
const shardFigures = async (
  one: Ran,
  { measured, versions }: { readonly measured: number; readonly versions: number },
  run: (args: readonly string[], cache: string) => Promise<Ran>,
): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const parts of [2, 4]) {
    let cpuMs = 0
    for (let index = 1; index <= parts; index += 1) {
      const args = ['matrix', '--shard', `${index}/${parts}`, '--out', `${parts}/${index}`]
      cpuMs += (await run(args, `${index}-of-${parts}`)).cpuMs ?? Number.NaN
    }
    const value = cpuMs / (one.cpuMs ?? Number.NaN)
    if (Number.isNaN(value)) continue
    const ofAll = 1 + ((value - 1) * measured) / versions
    figures.push(
      { label: `${parts} parts of ${measured} versions, processor`, unit: '×', value },
      { label: `so ${parts} parts of ${versions}`, unit: '×', value: ofAll, bar: { is: '≤', value: 1.1 } },
    )
  }
  return figures
}

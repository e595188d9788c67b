import { join } from 'node:path'
import type { Matrix } from '../model/matrix.ts'
import { recordBare } from './bare.ts'
import type { Bench, Context } from './bench.ts'
import { timeOurs } from './ours.ts'
import { withProject } from './project.ts'
import type { Timed } from './time-command.ts'
import { interleave, processorRatioOf, ratioOf, seconds, several, timesOf } from './timing.ts'
import { setAside } from './work-cache.ts'

const COLD_LIMIT_S = 10

export const gateBench: Bench = {
  title: 'A gate over one npm and one PyPI SDK, against its drivers run bare',
  byDefault: true,
  run: (context) =>
    withProject(context, async (project, folder) => {
      const narrow = context.smoke ? ['--scenario', 'azure-api-key'] : []
      const gate = (more: readonly string[]): Promise<Timed> =>
        timeOurs(
          ['gate', '--latest', '--json', '--observe-all', ...narrow, ...more],
          { cwd: project, cacheDir: folder },
          context,
        )

      context.say('warming the store')
      const { candidates }: Answer = JSON.parse((await gate([])).stdout)
      const cold = await coldTimes(folder, gate, context)
      const bare = await recordBare(
        folder,
        project,
        { ...context, cacheDir: folder },
        {
          change: endsOf(candidates),
          measure: { observeAll: true, ...(context.smoke ? { scenario: ['azure-api-key'] } : {}) },
        },
      )
      const times = await interleave(
        { gate: () => gate(['--fresh', ...bare.sameWork]), bare: bare.time },
        context.runs ?? 5,
        context.say,
      )
      return {
        kind: 'measured',
        figures: [
          ...timesOf('sdkdrift gate, installed but not measured yet', times.gate),
          ...timesOf('the drivers bare', times.bare),
          ratioOf('as long as bare', times.gate, times.bare, { is: '≤', value: 1.3 }),
          ...processorRatioOf('as much processor time', times.gate, times.bare),
          { ...several('sdkdrift gate, nothing installed', 's', cold), bar: { is: '<', value: COLD_LIMIT_S } },
        ],
        notes: [
          `${candidates.map(({ sdk, from, to }) => `${sdk} ${from} → ${to}`).join(', ')}; ${bare.drivers} drivers, ${bare.requests} requests.`,
        ],
      }
    }),
}

type Answer = {
  readonly candidates: readonly { readonly sdk: string; readonly from: string; readonly to: string }[]
}

/** Seconds with nothing installed and nothing measured; packages are in the store. */
const coldTimes = async (
  folder: string,
  gate: (more: readonly string[]) => Promise<Timed>,
  { runs, say }: Context,
): Promise<readonly number[]> => {
  const all: number[] = []
  for (let run = 0; run < (runs ?? 3); run += 1) {
    await setAside(join(folder, 'installs'))
    await setAside(join(folder, 'captures'))
    all.push(seconds((await gate([])).wallMs))
    say(`nothing installed: ${all.at(-1)?.toFixed(2)} s`)
  }
  return all
}

/** The built-in matrix with just the versions that the gate measured. */
const endsOf =
  (candidates: Answer['candidates']) =>
  (matrix: Matrix): Matrix => ({
    ...matrix,
    sdks: matrix.sdks.flatMap((sdk) => {
      const versions = candidates.filter((one) => one.sdk === sdk.id).flatMap(({ from, to }) => [from, to])
      return versions.length > 0 ? [{ ...sdk, versions }] : []
    }),
  })

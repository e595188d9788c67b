import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordBare } from './bare.ts'
import type { Bench } from './bench.ts'
import { timeOurs } from './ours.ts'
import { SCENARIOS } from './some-versions.ts'
import { interleave, processorRatioOf, ratioOf, timesOf } from './timing.ts'
import { withWorkFolder } from './work-cache.ts'

/** Spread evenly over the newest patches of the minors from 1.0 on. */
const VERSIONS = '1.0.1 1.21.2 1.41.1 1.61.1 1.81.0 1.101.0 2.11.0 2.31.0 2.51.0 3.16.2 3.36.1 3.57.0'.split(' ')

export const pypiSweepBench: Bench = {
  title: `${VERSIONS.length} PyPI versions, ${SCENARIOS.length} scenarios, folders there, against naive Python drivers on all cores`,
  byDefault: true,
  run: (context) =>
    withWorkFolder(context.cacheDir, async (folder) => {
      const matrix = {
        sdks: [
          {
            id: 'openai-python',
            registry: 'pypi',
            package: 'openai',
            versions: context.smoke ? VERSIONS.slice(-2) : VERSIONS,
          },
        ],
        scenarios: SCENARIOS,
        gateways: ['openai'],
        failOn: 'never',
      }
      await writeFile(join(folder, 'matrix.json'), JSON.stringify(matrix))
      context.say('installing')
      const ours = () => timeOurs(['matrix', '--fresh', '--out', 'reports'], { cwd: folder }, context)
      await ours()
      context.say('recording what the drivers are told and answered')
      const naive = await recordBare(folder, folder, context, { naive: true })
      const times = await interleave({ sdkdrift: ours, naive: naive.time }, context.runs ?? 5, context.say)
      return {
        kind: 'measured',
        figures: [
          ...timesOf('sdkdrift matrix --fresh', times.sdkdrift),
          ...timesOf('naive drivers', times.naive),
          ratioOf('as long as naive', times.sdkdrift, times.naive, { is: '≤', value: 0.85 }),
          ...processorRatioOf('as much processor time', times.sdkdrift, times.naive),
        ],
        notes: [`${naive.drivers} drivers, ${naive.requests} requests; each client loads what the SDK loads anew.`],
      }
    }),
}

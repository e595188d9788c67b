import { join } from 'node:path'
import { root } from '../edges/paths.ts'
import { recordBare } from './bare.ts'
import type { Bench } from './bench.ts'
import { timeOurs } from './ours.ts'
import { interleave, processorRatioOf, ratioOf, timesOf } from './timing.ts'
import { withWorkFolder } from './work-cache.ts'

/** Of each kind of what a scenario meets one, also of those that are not replayed. */
const SMOKE = {
  sdk: ['openai-node'],
  scenario: [
    'azure-api-key',
    'openai-files-two-pages',
    'openai-own-host',
    'openai-raw-get-other-origin',
    'openai-redirect-307-other-port',
    'openai-redirect-other-origin',
    'openai-retry-after-600-s',
  ],
}

/** The main job, everything installed but nothing measured yet, against its drivers alone. */
export const matrixBench: Bench = {
  title: 'The shipped matrix, installed but not measured yet, against the same drivers run bare',
  byDefault: true,
  run: (context) =>
    withWorkFolder(context.cacheDir, async (folder) => {
      context.say('recording what the drivers are told and answered')
      const bare = await recordBare(folder, root(), context, {
        measure: { observeAll: true, ...(context.smoke ? SMOKE : {}) },
      })
      // Bare drivers infer nothing: the same work is that of all cells.
      const args = ['matrix', '--fresh', '--observe-all', '--out', join(folder, 'reports'), ...bare.sameWork]
      if (context.smoke) args.push('--sdk', ...SMOKE.sdk)
      const times = await interleave(
        { sdkdrift: () => timeOurs(args, { cwd: root() }, context), bare: bare.time },
        context.runs ?? 5,
        context.say,
      )
      return {
        kind: 'measured',
        figures: [
          ...timesOf('sdkdrift matrix --fresh', times.sdkdrift),
          ...timesOf('the drivers bare', times.bare),
          ratioOf('as long as bare', times.sdkdrift, times.bare, { is: '≤', value: 1.2 }),
          ...processorRatioOf('as much processor time', times.sdkdrift, times.bare),
        ],
        notes: [`${bare.drivers} drivers, ${bare.requests} requests.`],
      }
    }),
}

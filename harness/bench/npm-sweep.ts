import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bench, Context } from './bench.ts'
import { foreignEnv, testAllVersions } from './foreign-tools.ts'
import { timeOurs } from './ours.ts'
import { NODE_SWEEP, withProbeServer } from './probe.ts'
import { measuredAll, SCENARIOS } from './some-versions.ts'
import { type Timed, timeCommand } from './time-command.ts'
import { interleave, ratioOf, timesOf } from './timing.ts'
import { withWorkCache, withWorkFolder } from './work-cache.ts'

/** Spread evenly over the newest patches of the minors from 4.0 on. */
const VERSIONS =
  '4.0.1 4.6.0 4.11.1 4.17.5 4.23.0 4.29.2 4.34.0 4.40.2 4.46.1 4.51.0 4.57.3 4.63.0 4.69.0 4.74.0 4.80.1 4.86.2 4.91.1 4.97.0 4.103.0 5.4.0 5.9.2 5.16.0 5.22.1 6.4.0 6.9.1 6.17.0 6.23.0 6.28.0 6.34.0 6.40.0 6.46.0 7.1.0 7.7.0 7.14.0 7.19.0 7.25.0 7.32.0 7.38.0 7.47.0 7.57.0'.split(
    ' ',
  )

export const npmSweepBench: Bench = {
  title: `${VERSIONS.length} npm versions, ${SCENARIOS.length} scenarios, stores warm, against test-all-versions with a probe of as many clients`,
  byDefault: false,
  run: async (context) => {
    const versions = context.smoke ? VERSIONS.slice(-2) : VERSIONS
    const tav = await testAllVersions(context)
    return withProbeServer(({ url, requests }) =>
      withWorkCache(context.cacheDir, async (folder) => {
        const ours = (folder: string, ...more: readonly string[]) => timeSweep(folder, versions, more, context)
        const ways = {
          'nothing installed': () => withWorkCache(context.cacheDir, (empty) => ours(empty)),
          'folders there': () => ours(folder, '--fresh'),
          'results there': () => ours(folder),
          'test-all-versions': async () => {
            requests()
            const timed = await timeTav(tav, url, versions, context)
            const made = requests()
            if (made !== versions.length * SCENARIOS.length)
              throw new Error(`${versions.length} versions made ${made} requests.`)
            return timed
          },
        }
        context.say('warming both stores')
        await ours(folder)
        await ways['test-all-versions']()
        const times = await interleave(ways, context.runs ?? 2, context.say)
        const {
          'nothing installed': cold,
          'folders there': folders,
          'results there': kept,
          'test-all-versions': theirs,
        } = times
        const [keptClock, ...keptRest] = timesOf('sdkdrift, results there', kept)
        return {
          kind: 'measured',
          figures: [
            ...timesOf('test-all-versions', theirs),
            ...timesOf('sdkdrift, nothing installed', cold),
            ratioOf('times as fast with nothing installed', theirs, cold, { is: '≥', value: 12 }),
            ...timesOf('sdkdrift, folders there', folders),
            ratioOf('times as fast with folders there', theirs, folders, { is: '≥', value: 30 }),
            ...(keptClock ? [{ ...keptClock, bar: { is: '<', value: 0.7 } as const }] : []),
            ...keptRest,
            ratioOf('times as fast with results there', theirs, kept, { is: '≥', value: 150 }),
          ],
          notes: [`${versions.length} versions.`],
        }
      }),
    )
  },
}

const timeSweep = async (
  folder: string,
  versions: readonly string[],
  more: readonly string[],
  context: Context,
): Promise<Timed> => {
  const matrix = {
    sdks: [{ id: 'openai-node', registry: 'npm', package: 'openai', versions }],
    scenarios: SCENARIOS,
    gateways: ['openai'],
    failOn: 'never',
  }
  await writeFile(join(folder, 'matrix.json'), JSON.stringify(matrix))
  const args = ['matrix', '--out', 'reports', ...more]
  const timed = await timeOurs(args, { cwd: folder, cacheDir: folder, fine: [0] }, context)
  measuredAll(await readFile(join(folder, 'reports', 'report.json'), 'utf8'), versions)
  return timed
}

const timeTav = (tav: string, url: string, versions: readonly string[], context: Context): Promise<Timed> =>
  withWorkFolder(context.cacheDir, async (folder) => {
    await writeFile(join(folder, 'package.json'), '{"private":true}')
    await writeFile(join(folder, 'probe.cjs'), NODE_SWEEP(SCENARIOS.length))
    return timeCommand({
      file: process.execPath,
      args: [tav, 'openai', versions.join(' || '), 'node', 'probe.cjs'],
      cwd: folder,
      env: { ...foreignEnv(context), BASE_URL: url },
    })
  })

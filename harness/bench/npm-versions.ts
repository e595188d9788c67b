import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bench, Context } from './bench.ts'
import { foreignEnv, testAllVersions } from './foreign-tools.ts'
import { NODE_PROBE, withProbeServer } from './probe.ts'
import { allProbed, timeSomeVersions } from './some-versions.ts'
import { type Timed, timeCommand } from './time-command.ts'
import { interleave, ratioOf, timesOf } from './timing.ts'
import { withWorkFolder } from './work-cache.ts'

/** Spread over four majors: those of 4.x bring dependencies, the later ones none. */
const VERSIONS =
  '4.0.1 4.10.0 4.20.1 4.30.0 4.40.2 4.50.0 4.60.1 4.70.3 4.80.0 4.90.0 5.0.1 5.5.1 5.10.3 5.15.0 5.20.3 6.0.1 6.10.0 6.20.0 6.30.1 7.0.0'.split(
    ' ',
  )

export const npmVersionsBench: Bench = {
  title: `Installing and probing ${VERSIONS.length} npm versions, stores warm, against test-all-versions`,
  byDefault: true,
  run: async (context) => {
    const versions = context.smoke ? VERSIONS.slice(-2) : VERSIONS
    const tav = await testAllVersions(context)
    return withProbeServer(async ({ url, requests }) => {
      const ways = {
        sdkdrift: () => timeSomeVersions('npm', versions, context),
        'test-all-versions': async () => {
          requests()
          const timed = await timeTav(tav, url, versions, context)
          allProbed(requests(), versions)
          return timed
        },
      }
      context.say('warming both stores')
      await ways.sdkdrift()
      await ways['test-all-versions']()
      const times = await interleave(ways, context.runs ?? 3, context.say)
      return {
        kind: 'measured',
        figures: [
          ...timesOf('sdkdrift matrix', times.sdkdrift),
          ...timesOf('test-all-versions', times['test-all-versions']),
          ratioOf('times as fast', times['test-all-versions'], times.sdkdrift, { is: '≥', value: 6 }),
        ],
        notes: [],
      }
    })
  },
}

const timeTav = (tav: string, url: string, versions: readonly string[], context: Context): Promise<Timed> =>
  withWorkFolder(context.cacheDir, async (folder) => {
    await writeFile(join(folder, 'package.json'), '{"private":true}')
    await writeFile(join(folder, 'probe.cjs'), NODE_PROBE)
    return timeCommand({
      file: process.execPath,
      args: [tav, 'openai', versions.join(' || '), 'node', 'probe.cjs'],
      cwd: folder,
      env: { ...foreignEnv(context), BASE_URL: url },
    })
  })

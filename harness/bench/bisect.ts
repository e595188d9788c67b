import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { namesIn } from '../edges/files.ts'
import type { Bisection } from '../model/bisection.ts'
import type { Bar, Bench, Context, Figure } from './bench.ts'
import { foreignEnv } from './foreign-tools.ts'
import { timeOurs } from './ours.ts'
import { NODE_PROBE, withProbeServer } from './probe.ts'
import { type Timed, timeCommand } from './time-command.ts'
import { interleave, ratioOf, timesOf } from './timing.ts'
import { withWorkCache, withWorkFolder } from './work-cache.ts'

/** Over every npm version since 4.41.1. */
export const BISECT = ['bisect', 'openai-node', '--scenario', 'azure-api-key', '--good', '4.41.1', '--json']

/** Over four of them. */
export const SMOKE_BISECT = [
  'bisect',
  'openai-node',
  '--scenario',
  'azure-api-key',
  '--good',
  '5.16.0',
  '--bad',
  '5.18.0',
  '--json',
]

export const bisectBench: Bench = {
  title: 'A bisection over every npm version since 4.41.1, stores warm, nothing installed',
  byDefault: true,
  run: async (context) => {
    const last: Record<string, Bisected> = {}
    const wide = (probes: number) => async () => {
      const done = await bisect(probes, context)
      last[probes] = done
      return done.timed
    }
    context.say('warming the store')
    await wide(1)()
    await wide(2)()
    const versions = last[2]?.versions ?? []
    return withProbeServer(async ({ url }) => {
      const npm = () => timeNpm(versions, url, context)
      await npm()
      const ways = { 'one probe at a time': wide(1), 'two at a time': wide(2), 'npm install': npm }
      const times = await interleave(ways, context.runs ?? 3, context.say)
      const [one, two] = [times['one probe at a time'], times['two at a time']]
      return {
        kind: 'measured',
        figures: [
          ...timesOf('one probe at a time', one),
          ...timesOf('two at a time', two),
          ...timesOf(
            `npm install and a probe of the same ${versions.length} versions, one by one`,
            times['npm install'],
          ),
          ratioOf('times as fast with two', one, two, { is: '≥', value: 1.3 }),
          ratioOf('times as fast as npm install', times['npm install'], two, { is: '≥', value: 1 }),
          ...costs(last[1]?.answer, last[2]?.answer),
        ],
        notes: [answered(last[2]?.answer)],
      }
    })
  },
}

type Bisected = { readonly timed: Timed; readonly answer: Bisection; readonly versions: readonly string[] }

const bisect = (probes: number, context: Context): Promise<Bisected> =>
  withWorkCache(context.cacheDir, async (folder) => {
    const args = [
      ...(context.smoke ? SMOKE_BISECT : BISECT),
      '--concurrency',
      `${probes}`,
      '--out',
      join(folder, 'reports'),
    ]
    const timed = await timeOurs(args, { cwd: folder, cacheDir: folder, fine: [0] }, context)
    const versions = await namesIn(join(folder, 'installs', 'npm', 'openai'))
    return { timed, answer: JSON.parse(timed.stdout), versions }
  })

const costs = (one: Bisection | undefined, two: Bisection | undefined): readonly Figure[] => {
  if (!one || !two) return []
  const atMost = (parts: number, more: number): Bar => ({
    is: '≤',
    value: Math.ceil(Math.log(one.versions) / Math.log(parts)) + more,
  })
  return [
    { label: 'versions in the range', unit: '', value: one.versions },
    { label: 'installs, one probe at a time', unit: '', value: one.installs, bar: atMost(2, 2) },
    { label: 'rounds, two at a time', unit: '', value: two.rounds, bar: atMost(3, 1) },
  ]
}

const answered = (answer: Bisection | undefined): string =>
  `Its answer: ${answer?.transitions.map(({ from, to }) => `${from} → ${to}`).join(', ') || 'none'}.`

/** What one would do by hand: a folder, `npm install`, a script. */
const timeNpm = (versions: readonly string[], url: string, context: Context): Promise<Timed> =>
  withWorkFolder(context.cacheDir, async (folder) => {
    const env = { ...foreignEnv(context), BASE_URL: url }
    const script = versions.map(
      (version) => `(cd ${version} && npm install --no-audit --no-fund openai@${version} && node probe.cjs) || exit 1`,
    )
    for (const version of versions) {
      await mkdir(join(folder, version))
      await writeFile(join(folder, version, 'package.json'), '{"private":true}')
      await writeFile(join(folder, version, 'probe.cjs'), NODE_PROBE)
    }
    return timeCommand({ file: '/bin/sh', args: ['-c', script.join('\n')], cwd: folder, env })
  })

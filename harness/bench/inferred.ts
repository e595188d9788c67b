import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isInferred, type Report } from '../model/report.ts'
import type { Bench, Context } from './bench.ts'
import { timeOurs } from './ours.ts'
import type { Timed } from './time-command.ts'
import { interleave, processorRatioOf, ratioOf, timesOf } from './timing.ts'
import { withWorkFolder } from './work-cache.ts'

/** Scenarios that are run behind every gateway that fits, at versions of both packages. */
const MATRIX = {
  sdks: [
    {
      id: 'openai-node',
      registry: 'npm',
      package: 'openai',
      versions: [{ range: '>=5.15 <6', keep: 'newest-per-minor' }],
    },
    {
      id: 'openai-python',
      registry: 'pypi',
      package: 'openai',
      versions: [{ range: '>=2.28,<2.38', keep: 'newest-per-minor' }],
    },
  ],
  scenarios: ['@default'],
  failOn: 'never',
}
const MOST = 25

export const inferredBench: Bench = {
  title: 'Scenarios behind gateways that answer alike, run once, against every one of them run',
  byDefault: false,
  mustMeetBars: false,
  run: (context) =>
    withWorkFolder(context.cacheDir, async (folder) => {
      const way = wayIn(folder, context)
      const reports: Report[] = []
      const run = async (...more: readonly string[]): Promise<Timed> => {
        const { timed, report } = await way(...more)
        reports.push(report)
        return timed
      }
      const ways = { once: () => run(), all: () => run('--observe-all') }
      const times = await interleave(ways, context.runs ?? 3, context.say)
      const versions = reports[0]?.runs ?? []
      const results = versions.flatMap(({ scenarios }) => scenarios)
      const inferred = results.filter(isInferred).length
      return {
        kind: 'measured',
        figures: [
          { label: 'versions', unit: '', value: versions.length },
          { label: 'results', unit: '', value: results.length },
          { label: 'of these inferred', unit: '', value: inferred },
          {
            label: 'reports that differ, but for marks and times',
            unit: '',
            value: new Set(reports.map(said)).size - 1,
            bar: { is: '≤', value: 0 },
          },
          ...timesOf('what answers alike once', times.once),
          ...timesOf('every cell', times.all),
          ratioOf('as long as every cell', times.once, times.all, { is: '≤', value: 0.5 }),
          ...processorRatioOf('as much processor time', times.once, times.all),
        ],
        notes: [],
      }
    }),
}

const wayIn = (folder: string, context: Context) => {
  const config = join(folder, 'matrix.json')
  const out = join(folder, 'reports')
  return async (...more: readonly string[]): Promise<{ readonly timed: Timed; readonly report: Report }> => {
    await writeFile(config, JSON.stringify(MATRIX))
    const args = ['matrix', '--fresh', '--config', config, '--out', out, ...more]
    const timed = await timeOurs(args, { cwd: folder }, context)
    const report: Report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'))
    if (report.runs.length > 2 * MOST)
      throw new Error(`${report.runs.length} versions are more than a bench should have.`)
    return { timed, report }
  }
}

/** All that a report says but when it was written, and how each result is known. */
const said = ({ runs, findings, drifts, leftOut, notes }: Report): string =>
  JSON.stringify({ runs, findings, drifts, leftOut, notes }, (key, value: unknown) =>
    key === 'inferred' ? undefined : value,
  )

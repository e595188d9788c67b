import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from '../model/report.ts'
import type { Bench, Figure } from './bench.ts'
import { watchMemory } from './memory.ts'
import { timeOurs } from './ours.ts'
import { timesOf } from './timing.ts'
import { withWorkCache } from './work-cache.ts'

const MATRIX = {
  sdks: [{ id: 'openai-node', registry: 'npm', package: 'openai', versions: ['>=4.0.0'] }],
  scenarios: ['*'],
  gateways: ['*'],
  failOn: 'never',
}

const SMOKE = {
  ...MATRIX,
  sdks: MATRIX.sdks.map((sdk) => ({ ...sdk, versions: ['5.17.0', '5.18.0'] })),
  scenarios: ['azure-api-key'],
}

export const allNodeBench: Bench = {
  title: 'Every stable npm version from 4.0.0 on, all scenarios, in one run; nothing installed',
  byDefault: false,
  run: (context) =>
    withWorkCache(context.cacheDir, async (folder) => {
      await writeFile(join(folder, 'matrix.json'), JSON.stringify(context.smoke ? SMOKE : MATRIX))
      let memory: ReturnType<typeof watchMemory> | undefined
      const timed = await timeOurs(
        ['matrix', '--out', 'reports'],
        { cwd: folder, cacheDir: folder, onStart: (pid) => (memory = watchMemory(pid)) },
        context,
      )
      const peak = memory?.stop() ?? null
      const path = join(folder, 'reports', 'report.json')
      const report: Report = JSON.parse(await readFile(path, 'utf8'))
      const lost = report.runs.flatMap((run) => (run.status === 'not-measured' ? [run] : []))
      const count = (label: string, value: number): Figure => ({ label, unit: '', value })
      return {
        kind: 'measured',
        figures: [
          ...timesOf('sdkdrift matrix', [timed]),
          ...(peak
            ? [
                { label: 'peak memory', unit: 'MiB', value: peak.main, bar: { is: '<', value: 1024 } } as const,
                { label: 'peak memory with drivers and installers', unit: 'MiB', value: peak.tree } as const,
              ]
            : []),
          count('versions measured', report.runs.length - lost.length),
          { ...count('versions not measured', lost.length) },
          count(
            'measurements',
            report.runs.reduce((sum, { scenarios }) => sum + scenarios.length, 0),
          ),
          count('findings', report.findings.length),
          count('drifts', report.drifts.length),
          { label: 'report.json', unit: 'MiB', value: (await stat(path)).size / 1024 / 1024 },
        ],
        notes: [
          ...lost.map(({ version, reason }) => `${version}: ${reason}`),
          ...(report.leftOut.length > 0
            ? [`${report.leftOut.length} versions were left out, each named in the report.`]
            : []),
        ],
      }
    }),
}

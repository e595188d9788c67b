import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScenarioResult } from '../model/report.ts'
import type { Bench } from './bench.ts'
import { timeOurs } from './ours.ts'
import { interleave, timesOf } from './timing.ts'
import { withWorkFolder } from './work-cache.ts'

const SIZE = { versions: 400, scenarios: 70 }
const SMOKE = { versions: 4, scenarios: 3 }
const LIMIT_S = 5

export const judgeBench: Bench = {
  title: 'A gateway asked about the kept requests of 400 versions in 70 scenarios, from a report',
  byDefault: true,
  run: (context) =>
    withWorkFolder(context.cacheDir, async (folder) => {
      const { versions, scenarios } = context.smoke ? SMOKE : SIZE
      const ids = Array.from({ length: scenarios }, (_, index) => `asked-${index}`)
      await mkdir(join(folder, 'scenarios'))
      for (const id of ids) await writeFile(join(folder, 'scenarios', `${id}.json`), JSON.stringify(scenario(id)))
      await writeFile(join(folder, 'matrix.json'), JSON.stringify(MATRIX))
      await writeFile(join(folder, 'gateway.json'), JSON.stringify(GATEWAY))
      await writeFile(join(folder, 'report.json'), JSON.stringify(reportOf(versions, ids)))
      const args = [
        'judge',
        '--config',
        'matrix.json',
        '--gateway',
        'gateway.json',
        '--report',
        'report.json',
        '--json',
      ]
      const judge = () =>
        timeOurs(
          [...args, '--scenario', './scenarios/*.json'],
          { cwd: folder, cacheDir: folder, fine: [0, 1] },
          context,
        )
      const times = await interleave({ judge }, context.runs ?? 5, context.say)
      const { counts }: { counts: { asked: number } } = JSON.parse(times.judge[0]?.stdout ?? '')
      const [clock, ...processor] = timesOf('sdkdrift judge', times.judge)
      return {
        kind: 'measured',
        figures: [...(clock ? [{ ...clock, bar: { is: '<' as const, value: LIMIT_S } }] : []), ...processor],
        notes: [`${counts.asked} first requests, none the same as another.`],
      }
    }),
}

const MATRIX = {
  sdks: [{ id: 'openai-python', registry: 'pypi', package: 'openai', versions: ['2.0.0'] }],
  scenarios: ['./scenarios/*.json'],
  gateways: ['gateway.json'],
}
const GATEWAY = { wants: { header: 'api-key' }, answers: [{ path: '/*', body: {} }] }

const scenario = (id: string): unknown => ({
  id,
  title: 'A key.',
  client: { kind: 'azure', address: 'endpoint', credentials: { apiKey: 'api-key' }, apiVersion: '2024-10-21' },
  calls: [{ api: 'chat' }],
  behind: ['azure-openai'],
})

/** Every other version puts the key elsewhere. */
const reportOf = (versions: number, ids: readonly string[]): unknown => ({
  schemaVersion: 1,
  tool: { name: 'sdkdrift', version: '0.0.0' },
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:00.000Z',
  failOn: 'never',
  runs: Array.from({ length: versions }, (_, minor) => ({
    sdk: 'openai-python',
    version: `2.${minor}.0`,
    runtime: 'python 3.12.0',
    publishedAt: null,
    dependencies: {},
    status: 'measured',
    scenarios: ids.map((id) => resultOf(id, minor)),
  })),
  findings: [],
  drifts: [],
  leftOut: [],
  notes: [],
})

const resultOf = (id: string, minor: number): ScenarioResult => ({
  id,
  gateway: 'azure-openai',
  status: 'measured',
  outcome: { kind: 'response', status: 200 },
  exchanges: [
    {
      request: {
        method: 'POST',
        url: `http://gateway/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21&of=${id}`,
        headers: [
          ['host', 'gateway'],
          ['accept', 'application/json'],
          ['content-type', 'application/json'],
          ['user-agent', 'AzureOpenAI/Python ‹own version›'],
          minor % 2 === 0 ? ['api-key', '‹api-key›'] : ['authorization', 'Bearer ‹api-key›'],
          ['content-length', '‹length of the body›'],
        ],
        body: { model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] },
      },
      response: { status: 200, by: 'backend' },
    },
  ],
})

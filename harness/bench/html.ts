import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { judge } from '../judge/verdict/judge.ts'
import { type Report, type RunResult, SCHEMA_VERSION, type ScenarioResult } from '../model/report.ts'
import { html } from '../tell/reporters/report/html.ts'
import { inWords } from '../tell/words/in-words.ts'
import { launchChromium } from '../testing/chromium.ts'
import type { Bench } from './bench.ts'
import { withWorkFolder } from './work-cache.ts'

const SIZE = { versions: 500, scenarios: 160 }
const SMOKE = { versions: 5, scenarios: 6 }
/** One version in so many changes something, in one scenario in so many. */
const EVERY = { versions: 8, scenarios: 3 }

export const htmlBench: Bench = {
  title: 'report.html of 500 versions in 160 scenarios behind two gateways: written, and opened in chromium',
  byDefault: true,
  run: (context) =>
    withWorkFolder(context.cacheDir, async (folder) => {
      const report = reportOf(context.smoke ? SMOKE : SIZE)
      const file = join(folder, 'report.html')
      const started = performance.now()
      const text = html(report, { failOn: 'breaking', exitCode: 1 })
      const renderedMs = performance.now() - started
      await writeFile(file, text)
      const browser = await launchChromium()
      const opened: number[] = []
      try {
        for (let run = 0; run < (context.runs ?? 3); run++) {
          const page = await browser.newPage({ viewport: { width: 1_280, height: 900 } })
          const at = performance.now()
          await page.goto(pathToFileURL(file).href)
          // Until a frame was painted after all scripts have run.
          await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))')
          opened.push((performance.now() - at) / 1_000)
          await page.close()
        }
      } finally {
        await browser.close()
      }
      return {
        kind: 'measured',
        figures: [
          { label: 'written', unit: 's', value: renderedMs / 1_000 },
          { label: 'opened', unit: 's', value: median(opened), all: opened, bar: { is: '<', value: 2 } },
          { label: 'size', unit: 'MiB', value: Buffer.byteLength(text) / 1_024 / 1_024, bar: { is: '<', value: 25 } },
        ],
        notes: [`${report.findings.length} findings, ${report.drifts.length} places where a scenario changed.`],
      }
    }),
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

/** Judged as a run is; what changes is a header field, or where the key stands. */
const reportOf = ({ versions, scenarios }: typeof SIZE): Report => {
  const runs = Array.from({ length: versions }, (_, at): RunResult => runOf(at, scenarios))
  const judged = judge(runs, {
    roles: { credentialFields: ['authorization', 'api-key'], telemetryFields: ['user-agent'] },
    handOvers: [],
    acceptances: [],
    inRange: () => false,
    today: '2026-01-01',
  })
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'sdkdrift', version: '0.0.0' },
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T00:00:00.000Z',
    failOn: 'breaking',
    ...{ runs, leftOut: [], notes: [] },
    ...inWords(judged),
  }
}

const runOf = (at: number, scenarios: number): RunResult => ({
  sdk: 'openai-python',
  version: `2.${at}.0`,
  runtime: 'python 3.12.0',
  publishedAt: null,
  dependencies: {},
  status: 'measured',
  scenarios: Array.from({ length: scenarios }, (_, index) =>
    ['azure-openai', 'apim-validate-jwt'].map((gateway) => resultOf(`asked-${index}`, gateway, generation(at, index))),
  ).flat(),
})

/** How many changes a scenario has seen by a version. */
const generation = (at: number, scenario: number): number =>
  Math.floor((at + (scenario % EVERY.scenarios) * 2) / EVERY.versions) * (scenario % EVERY.scenarios === 0 ? 1 : 0)

const resultOf = (id: string, gateway: string, changes: number): ScenarioResult => {
  const isKey = changes % 4 < 2
  const refused = gateway === 'azure-openai' && !isKey
  return {
    ...{ id, gateway, status: 'measured' },
    outcome: refused
      ? { kind: 'error', name: 'AuthenticationError', message: 'Access denied due to invalid key.', status: 401 }
      : { kind: 'response', status: 200 },
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
            ['x-generation', `${changes}`],
            isKey ? ['api-key', '‹api-key›'] : ['authorization', 'Bearer ‹api-key›'],
            ['content-length', '‹length of the body›'],
          ],
          body: { model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] },
        },
        response: { status: refused ? 401 : 200, by: 'backend' },
      },
    ],
  }
}

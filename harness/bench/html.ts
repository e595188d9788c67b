import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { html } from '../tell/reporters/report/html.ts'
import { bigReport } from '../testing/big-report.ts'
import { launchChromium } from '../testing/chromium.ts'
import type { Bench } from './bench.ts'
import { withWorkFolder } from './work-cache.ts'

const SIZE = { versions: 500, scenarios: 160 }
const SMOKE = { versions: 5, scenarios: 6 }

export const htmlBench: Bench = {
  title: 'report.html of 500 versions in 160 scenarios behind two gateways: written, and opened in chromium',
  byDefault: true,
  run: (context) =>
    withWorkFolder(context.cacheDir, async (folder) => {
      const report = bigReport(context.smoke ? SMOKE : SIZE)
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

// Makes reports/example/: what the README shows of a real run. usage: npm run picture
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { execa } from 'execa'
import { launchChromium } from '../chromium.ts'
import { terminalPage } from './terminal-page.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const example = join(root, 'reports', 'example')
/** The incident, and what is a way out of it. */
const SCENARIOS = ['--scenario', 'azure-api-key', '--scenario', 'azure-*entra-token*']
/** Short, and tells the incident; by the shipped matrix, but for what that one accepts. */
const DIFF = ['diff', 'openai-python@2.33.0', 'openai-python@2.34.0', ...SCENARIOS, '--no-accepted']
/** The same scenarios at every Python version of the shipped matrix: the incident stands first. */
const MATRIX = ['matrix', '--sdk', 'openai-python', ...SCENARIOS, '--no-accepted']
/** Of the HTML report, in CSS pixels. */
const WIDTH = 1100
/** The finding that the HTML report is shown with: the incident. */
const INCIDENT = 'details.finding.breaking:has-text("no longer sends authorization"):has-text("2.33.0 → 2.34.0")'

/** Runs the tool as its user does for the first time: how much is inferred depends on what is kept. Drift is no failure here. */
const sdkdrift = async (args: readonly string[]): Promise<string> => {
  const { exitCode, stdout } = await execa(process.execPath, [join(root, 'harness', 'main.ts'), ...args, '--fresh'], {
    cwd: root,
    env: { FORCE_COLOR: '1', NO_COLOR: '', COLUMNS: '100' },
    stderr: 'inherit',
    stdin: 'ignore',
    reject: false,
  })
  if (exitCode !== 0 && exitCode !== 1) throw new Error(`sdkdrift ${args.join(' ')} ended with ${exitCode}.`)
  return stdout
}

const work = mkdtempSync(join(tmpdir(), 'picture-'))
const browser = await launchChromium()
try {
  mkdirSync(example, { recursive: true })
  const command = `npx sdkdrift ${DIFF.map((word) => (word.includes('*') ? `'${word}'` : word)).join(' ')}`
  const output = await sdkdrift(DIFF)
  writeFileSync(join(example, 'terminal.txt'), `$ ${command}\n\n${stripVTControlCharacters(output).trimEnd()}\n`)

  const page = await browser.newPage({ deviceScaleFactor: 2, viewport: { width: WIDTH, height: 800 } })
  await page.setContent(terminalPage(command, output))
  await page.locator('pre').screenshot({ path: join(example, 'terminal.png') })

  await sdkdrift([...MATRIX, '--out', work])
  await page.goto(pathToFileURL(join(work, 'report.html')).href)
  const incident = page.locator(INCIDENT)
  if ((await incident.getAttribute('open')) === null) await incident.locator('summary').first().click()
  await incident.locator('summary', { hasText: /azure-entra-token-as-api-key behind apim-validate-jwt/u }).click()
  await page.evaluate('scrollTo(0, 0)')
  const shown = await incident.locator('details.drift[open]').boundingBox()
  if (!shown) throw new Error('The incident is not to be seen in the HTML report.')
  const clip = { x: 0, y: 0, width: WIDTH, height: shown.y + shown.height + 4 }
  await page.screenshot({ path: join(example, 'html-report.png'), clip, fullPage: true })
} finally {
  await browser.close()
  rmSync(work, { recursive: true, force: true })
}

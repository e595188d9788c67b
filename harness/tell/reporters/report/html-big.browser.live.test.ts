import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { bigReport } from '../../../testing/big-report.ts'
import { launchChromium } from '../../../testing/chromium.ts'
import { html } from './html.ts'

// Of many versions in many scenarios: what a page of a few does not show.

const VERSIONS = 200
const dir = mkdtempSync(join(tmpdir(), 'html-big-'))
const address = pathToFileURL(join(dir, 'report.html')).href
const report = bigReport({ versions: VERSIONS, scenarios: 120 })
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
  writeFileSync(join(dir, 'report.html'), html(report, { failOn: 'breaking', exitCode: 1 }))
})

afterAll(async () => {
  await browser?.close()
  rmSync(dir, { recursive: true, force: true })
})

const open = async (colorScheme: 'light' | 'dark' = 'light'): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, colorScheme })
  onTestFinished(() => page.close())
  await page.goto(address)
  return page
}

test.each(['light', 'dark'] as const)('%s: axe finds nothing', async (colorScheme) => {
  const page = await open(colorScheme)
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  )
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([])
})

test('at 420 pixels a map of seven versions is seen whole', async () => {
  const page = await browser.newPage({ viewport: { width: 420, height: 800 } })
  onTestFinished(() => page.close())
  await page.setContent(html(bigReport({ versions: 7, scenarios: 3 }), { failOn: 'breaking', exitCode: 1 }))
  const { width, inside } = await page.evaluate<{ width: number; inside: number }>(
    '(({ clientWidth, scrollWidth }) => ({ width: clientWidth, inside: scrollWidth }))(document.querySelector(".band .scroll"))',
  )
  expect(inside).toBe(width)
})

test('the first of many findings that fail the run are open, the others are seen below them', async () => {
  const page = await open()
  const failing = page.locator('details.finding.breaking')
  expect(await failing.count()).toBeGreaterThan(5)
  expect(await page.locator('details.finding[open]').count()).toBe(5)
})

test('of a finding in many scenarios a few are named, and the rest when asked for', async () => {
  const page = await open()
  const names = page.locator('details.finding[open] .names').first()
  const rest = names.locator('details')
  expect((await names.boundingBox())?.height).toBeLessThan(250)
  expect(await rest.locator('summary').innerText()).toBe('34 more')
  await rest.locator('summary').click()
  expect((await names.innerText()).match(/asked-\d+/gu)).toHaveLength(40)
})

test('each cell opens the exchange it stands for, also one that the finding did not list yet', async () => {
  const page = await open()
  const link = page.locator('tr[data-scenario="asked-99"] .mark.breaking a').first()
  const drift = page.locator(`[id="${await link.getAttribute('data-drift')}"]`)
  expect(await drift.count()).toBe(0)
  await link.click()
  await drift.locator('tr', { hasText: 'api-key' }).first().waitFor({ state: 'visible', timeout: 5_000 })
})

test('on paper no map is cut off: one that is too wide is told in words', async () => {
  const page = await open()
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 700, height: 1000 })
  const words = page.locator('.band .paper li')
  const steps = new Set(report.drifts.map(({ to }) => to))
  expect([await page.locator('.map').isVisible(), await words.count()]).toEqual([false, steps.size])
  expect(await words.first().innerText()).toMatch(/^2\.\d+\.0 (behaviour|breaking|auth)$/u)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(700)
})

test('on paper nothing is announced that is not there', async () => {
  const page = await open()
  await page.emulateMedia({ media: 'print' })
  const card = page.locator('details.finding[open]').first()
  const [heading, drifts] = [card.locator('h3', { hasText: 'What both versions sent' }), card.locator('details.drift')]
  expect([await heading.isVisible(), await drifts.first().isVisible()]).toEqual([false, false])
  await page.emulateMedia({ media: 'screen' })
  await drifts.first().locator('summary').click()
  await page.emulateMedia({ media: 'print' })
  expect([await heading.isVisible(), await drifts.nth(0).isVisible(), await drifts.nth(1).isVisible()]).toEqual([
    true,
    true,
    false,
  ])
})

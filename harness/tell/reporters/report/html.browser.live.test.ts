import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Report } from '../../../model/report.ts'
import { launchChromium } from '../../../testing/chromium.ts'
import { html } from './html.ts'
import { judged, saved } from './saved.fixture.ts'

const dir = mkdtempSync(join(tmpdir(), 'html-report-'))
const address = pathToFileURL(join(dir, 'report.html')).href
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
  const report = withReaches(saved('incidents'))
  writeFileSync(join(dir, 'report.html'), html(report, judged(report)))
})

afterAll(async () => {
  await browser?.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Its SDKs do as they may; these tried more. */
const withReaches = (report: Report): Report => ({
  ...report,
  runs: report.runs.map((run, at) => ({
    ...run,
    reached: [
      { kind: 'process', what: 'git rev-parse HEAD' },
      ...(at % 3 === 0
        ? [{ kind: 'read', what: `/home/somebody/.config/acme/${'deep/'.repeat(12)}key` } as const]
        : []),
    ],
  })),
})

type Look = { readonly width?: number; readonly colorScheme?: 'light' | 'dark'; readonly fragment?: string }

/** The report in a window of its own; at the end of the test it must have asked for itself alone and complained of nothing. */
const open = async ({ width = 1280, colorScheme = 'light', fragment = '' }: Look = {}): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  onTestFinished(async () => {
    await page.close()
    expect(requests).toEqual([address])
    expect(complaints).toEqual([])
  })
  await page.goto(address + fragment)
  return page
}

const openEverything = (page: Page): Promise<unknown> =>
  page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')

/** Presses Tab until what has the focus says `words`, as somebody without a mouse would. */
const tabTo = async (page: Page, words: string | RegExp): Promise<void> => {
  const focused = page.locator(':focus').filter({ hasText: words })
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press('Tab')
    if ((await focused.count()) > 0) return
  }
  throw new Error(`No Tab leads to ${words}`)
}

test('the verdict and what makes the run fail are seen without scrolling, what was accepted is folded', async () => {
  const page = await open()
  const headings = await page.locator('h2').allTextContents()
  expect(headings.slice(0, 4)).toEqual(['Wire map', 'Findings', 'Accepted findings', 'Also changed'])
  expect(await page.locator('.verdict').innerText()).toMatch(
    /^exit 1\s*1 finding at or above breaking is not accepted$/u,
  )
  const failing = page.locator('details.finding').first()
  const [box, where] = [await failing.boundingBox(), failing.locator('dt', { hasText: 'Now says' })]
  expect(box?.y).toBeGreaterThan(0)
  expect((await page.locator('.map').first().boundingBox())?.y).toBeLessThan(400)
  expect(await where.isVisible()).toBe(true)
  expect(await page.locator('details.finding[open]').count()).toBe(1)
})

test('by keyboard alone: a finding, then one scenario of it, then both sides of each field', async () => {
  const page = await open()
  await page.locator('.buttons button[aria-expanded=true]').first().click()
  await tabTo(page, '2.34.0 no longer sends')
  await page.keyboard.press('Enter')
  await tabTo(page, /azure-entra-token-as-api-key behind azure-openai/u)
  await page.keyboard.press('Enter')
  const drift = page.locator('details.drift[open]')
  const fields = drift.locator('tr', { hasText: 'authorization' }).first()
  await fields.waitFor({ state: 'visible', timeout: 5_000 })
  expect(await drift.locator('thead th').allInnerTexts()).toEqual(['sent', '2.33.0', '2.34.0'])
  expect(await fields.locator('th,td').allInnerTexts()).toEqual([
    expect.stringMatching(/^authorization/),
    'Bearer ‹entra-token›',
    'not sent',
  ])
  expect(await drift.locator('tr', { hasText: 'how it ended' }).locator('td').allInnerTexts()).toEqual([
    '200',
    '401 AuthenticationError',
  ])
})

test('a cell of the matrix leads to its finding and opens it', async () => {
  const page = await open()
  const cell = page.locator('td a[title^="2.34.0 azure-entra-token-as-api-key: breaking"]')
  const finding = page.locator((await cell.getAttribute('href')) ?? '')
  expect(await finding.getAttribute('open')).toBeNull()
  await cell.click()
  await finding.locator('dl').waitFor({ state: 'visible', timeout: 5_000 })
})

test('a cell opens the exchange it stands for, and the address says so: opened anew it shows the same', async () => {
  const page = await open()
  await page.locator('td a[title^="2.34.0 azure-entra-token-as-api-key: breaking"]').click()
  const drift = page.locator('details.drift[open]')
  await drift.locator('tr', { hasText: 'authorization' }).first().waitFor({ state: 'visible', timeout: 5_000 })
  const fragment = new URL(page.url()).hash
  expect(fragment).toMatch(/^#f-793648ba\/d-/u)
  const again = await open({ fragment })
  await again.locator('details.drift[open] tr', { hasText: 'authorization' }).first().waitFor({ timeout: 5_000 })
})

test('filters narrow findings and map, stand in the address, and come back from it', async () => {
  const page = await open()
  const shown = () => page.locator('details.finding:visible').count()
  const all = await shown()
  await page.getByLabel('SDK').selectOption('openai-node')
  const ofNode = await shown()
  expect([ofNode > 0 && ofNode < all, await page.locator('#map .band:visible').count()]).toEqual([true, 1])
  expect(await page.locator('#tried .band:visible').count()).toBe(1)
  await page.getByLabel('Severity').selectOption('auth')
  await page.getByLabel('Text').fill('azure-api-key')
  const few = await shown()
  expect(few).toBeLessThan(ofNode)
  expect(await page.getByRole('status').innerText()).toBe(`${few} of ${all} findings`)
  const again = await open({ fragment: new URL(page.url()).hash })
  expect(await again.locator('details.finding:visible').count()).toBe(few)
  await page.getByLabel('Text').fill('no finding says this')
  expect(await page.getByRole('status').innerText()).toBe(`None of ${all} findings fits`)
  expect([await shown(), await page.locator('#map .band:visible').count()]).toEqual([0, 0])
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect.poll(shown).toBe(all)
  expect(await page.locator('#map .band:visible').count()).toBeGreaterThan(1)
})

test('a field is told over all versions', async () => {
  const page = await open()
  await page.locator('td a[title^="5.18.0 azure-api-key: breaking"]').click()
  await page.getByRole('button', { name: 'all versions of api-key' }).first().click()
  const items = await page.locator('.timeline li').allInnerTexts()
  expect(items[0]).toMatch(/^up to 5\.17\.0 ‹api-key›$/u)
  expect(items[1]).toMatch(/^from 5\.18\.0 on \(before: 5\.17\.0\) not sent$/u)
})

test('a field that was sent empty and is no longer sent is told as gone, with what it was', async () => {
  const report = saved('incidents')
  const emptied = JSON.parse(JSON.stringify(report).replaceAll('["api-key","‹api-key›"]', '["api-key",""]')) as Report
  writeFileSync(join(dir, 'report.html'), html(emptied, judged(emptied)))
  onTestFinished(() => {
    const whole = withReaches(report)
    writeFileSync(join(dir, 'report.html'), html(whole, judged(whole)))
  })
  const page = await open()
  await page.locator('td a[title^="5.18.0 azure-api-key: breaking"]').click()
  const field = page.locator('details.drift[open] tr.gone', { hasText: 'api-key' }).first()
  await field.waitFor({ state: 'visible', timeout: 5_000 })
  expect(await field.locator('td').allInnerTexts()).toEqual(['empty', 'not sent'])
  await page.getByRole('button', { name: 'all versions of api-key' }).first().click()
  const items = await page.locator('.timeline li').allInnerTexts()
  expect(items.slice(0, 2)).toEqual([
    expect.stringMatching(/^up to 5\.17\.0 empty$/u),
    expect.stringMatching(/ not sent$/u),
  ])
})

test.each(['light', 'dark'] as const)('%s: axe finds nothing, folded and unfolded', async (colorScheme) => {
  const page = await open({ colorScheme })
  const violations = async () => {
    await page.evaluate(axe.source)
    const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
      'axe.run(document, { resultTypes: ["violations"] })',
    )
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
  }
  expect(await violations()).toEqual([])
  await openEverything(page)
  await page.locator('details.drift summary').first().waitFor({ timeout: 5_000 })
  await openEverything(page)
  expect(await violations()).toEqual([])
})

test('at 420 pixels an answer that changed is seen without scrolling sideways', async () => {
  const page = await open({ width: 420 })
  const answer = page.locator('details.finding[open] .answers td.bad').first()
  const box = await answer.boundingBox()
  expect(box && box.x >= 0 && box.x + box.width <= 420).toBe(true)
})

test('a finding that was folded again is opened again by the same cell', async () => {
  const page = await open()
  const cell = page.locator('td a[title^="2.34.0 azure-entra-token-as-api-key: breaking"]')
  const finding = page.locator((await cell.getAttribute('href')) ?? '')
  await cell.click()
  await finding.locator('> summary').click()
  await finding.locator('dl').waitFor({ state: 'hidden', timeout: 5_000 })
  await cell.click()
  await finding.locator('dl').waitFor({ state: 'visible', timeout: 5_000 })
})

/**
 * Every element that has text of its own and less contrast to its ground than WCAG 2.2 (1.4.3) asks for: 4.5, for large
 * text 3. Colours without transparency, which the page has none of; one with it would count as too little.
 */
const TOO_FAINT = `(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number)
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor)
      if (colour[3] !== 0) return colour
    }
    return [255, 255, 255]
  }
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
  const all = [...document.body.querySelectorAll('*')].filter((element) => hasText(element) && element.getClientRects().length > 0)
  const faint = all.flatMap((element) => {
    const { color, fontSize, fontWeight } = getComputedStyle(element)
    const [ink, paper] = [numbers(color), ground(element)]
    const [low, high] = [luminance(ink), luminance(paper)].sort((a, b) => a - b)
    const ratio = (high + 0.05) / (low + 0.05)
    const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700)
    const clear = [ink, paper].every((colour) => (colour[3] ?? 1) === 1)
    return clear && ratio >= (large ? 3 : 4.5) ? [] : [element.className + ' ' + element.textContent.trim().slice(0, 40) + ': ' + ratio.toFixed(2)]
  })
  return { looked: all.length, faint }
})()`

test.each(['light', 'dark'] as const)('%s: all text has enough contrast to be read', async (colorScheme) => {
  const page = await open({ colorScheme })
  await openEverything(page)
  const { looked, faint } = await page.evaluate<{ looked: number; faint: string[] }>(TOO_FAINT)
  expect(looked).toBeGreaterThan(500)
  expect(faint).toEqual([])
})

/** What reaches over the right edge of the window and does not stand in something that scrolls by itself. */
const SPILLING = `(() => {
  const edge = document.documentElement.clientWidth
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > edge + 0.5 && !element.parentElement.closest('.scroll'))
    .map((element) => element.tagName + ' ' + element.className + ' ' + element.textContent.trim().slice(0, 40))
})()`

test.each([390, 768, 1280])('at %i pixels only tables scroll sideways, each by itself', async (width) => {
  const page = await open({ width })
  await openEverything(page)
  expect(await page.evaluate(SPILLING)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
})

test('on paper every finding is unfolded and nothing is cut off; afterwards the page is as it was', async () => {
  const page = await open()
  await page.evaluate(
    'addEventListener("beforeprint", () => { window.folded = document.querySelectorAll("details.finding:not([open])").length })',
  )
  const pdf = await page.pdf({ format: 'A4' })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length).toBeGreaterThan(2)
  expect(await page.evaluate('window.folded')).toBe(0)
  expect(await page.locator('details.finding[open]').count()).toBe(1)

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.setViewportSize({ width: 700, height: 1000 })
  await openEverything(page)
  const { faint } = await page.evaluate<{ faint: string[] }>(TOO_FAINT)
  expect(faint, 'paper is white, whatever the screen').toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(700)
})

test('at 420 pixels the whole name of each scenario stands in the map', async () => {
  const page = await open({ width: 420 })
  await page.locator('.buttons button').first().click()
  const cut = await page.evaluate(
    '[...document.querySelectorAll(".map th[scope=row]")].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)',
  )
  expect(cut).toEqual([])
})

test('a map that goes on to the right fades there, until its end is seen', async () => {
  const page = await open({ width: 220 })
  await page.locator('.buttons button').first().click()
  const ofMap = <T>(what: string): Promise<T> => page.evaluate(`document.querySelector('.band .scroll').${what}`)
  const mask = (): Promise<string> =>
    page.evaluate(`getComputedStyle(document.querySelector('.band .scroll')).maskImage`)
  const beyond = (await ofMap<number>('scrollWidth')) - (await ofMap<number>('clientWidth'))
  expect(beyond, 'else this tells nothing').toBeGreaterThan(1)
  await expect.poll(mask).toContain('gradient')
  await ofMap('scrollTo(10000, 0)')
  await expect.poll(mask).toBe('none')
  await ofMap('scrollTo(0, 0)')
  await expect.poll(mask).toContain('gradient')
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect.poll(mask).toBe('none')
})

test('at 420 pixels what was tried is read without scrolling sideways, with the versions below it', async () => {
  const page = await open({ width: 420 })
  const row = page.locator('#tried tr', { hasText: 'acme' }).first()
  const [what, versions] = [await row.locator('th').boundingBox(), await row.locator('td').boundingBox()]
  expect(what && versions && what.x + what.width <= 420 && versions.x + versions.width <= 420).toBe(true)
  expect((versions?.y ?? 0) >= (what?.y ?? 0) + (what?.height ?? 0)).toBe(true)
})

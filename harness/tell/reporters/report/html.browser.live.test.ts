import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { launchChromium } from '../../../testing/chromium.ts'
import { html } from './html.ts'
import { judged, saved } from './saved.fixture.ts'

const dir = mkdtempSync(join(tmpdir(), 'html-report-'))
const address = pathToFileURL(join(dir, 'report.html')).href
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
  writeFileSync(join(dir, 'report.html'), html(saved('incidents'), judged(saved('incidents'))))
}, 60_000)

afterAll(async () => {
  await browser?.close()
  rmSync(dir, { recursive: true, force: true })
})

type Look = { readonly width?: number; readonly colorScheme?: 'light' | 'dark' }

/** The report in a window of its own; at the end of the test it must have asked for itself alone and complained of nothing. */
const open = async ({ width = 1280, colorScheme = 'light' }: Look = {}): Promise<Page> => {
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
  await page.goto(address)
  return page
}

const openEverything = (page: Page): Promise<unknown> =>
  page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')

/** Presses Tab until what has the focus says `words`, as somebody without a mouse would. */
const tabTo = async (page: Page, words: string | RegExp): Promise<void> => {
  const focused = page.locator(':focus').filter({ hasText: words })
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab')
    if ((await focused.count()) > 0) return
  }
  throw new Error(`No Tab leads to ${words}`)
}

test('the verdict and what makes the run fail are seen without scrolling, what was accepted is folded', async () => {
  const page = await open()
  const headings = await page.locator('h2').allTextContents()
  expect(headings.slice(0, 3)).toEqual(['Findings', 'Accepted findings', 'Also changed'])
  expect(await page.locator('.verdict').innerText()).toMatch(
    /^exit 1\s*1 finding at or above breaking is not accepted$/u,
  )
  const failing = page.locator('details.finding').first()
  const [box, where] = [await failing.boundingBox(), failing.locator('dt', { hasText: 'Now says' })]
  expect(box?.y).toBeLessThan(400)
  expect(await where.isVisible()).toBe(true)
  expect(await page.locator('details.finding[open]').count()).toBe(1)
})

test('by keyboard alone: a finding, then one scenario of it, then both sides of each field', async () => {
  const page = await open()
  await tabTo(page, '2.34.0 no longer sends')
  await page.keyboard.press('Enter')
  await tabTo(page, /azure-entra-token-as-api-key behind azure-openai/u)
  await page.keyboard.press('Enter')
  const drift = page.locator('details.drift[open]')
  const fields = drift.locator('tr', { hasText: 'authorization' }).first()
  expect(await fields.isVisible()).toBe(true)
  expect(await drift.locator('thead th').allInnerTexts()).toEqual(['sent', '2.33.0', '2.34.0'])
  expect(await fields.locator('th,td').allInnerTexts()).toEqual(['authorization', 'Bearer ‹entra-token›', 'not sent'])
  expect(await drift.locator('tr', { hasText: 'how it ended' }).locator('td').allInnerTexts()).toEqual([
    '200',
    '401 AuthenticationError',
  ])
})

test('a cell of the matrix leads to its finding and opens it', async () => {
  const page = await open()
  const cell = page.locator('td[title^="2.34.0 azure-entra-token-as-api-key behind azure-openai"] a')
  const finding = page.locator((await cell.getAttribute('href')) ?? '')
  expect(await finding.getAttribute('open')).toBeNull()
  await cell.click()
  await finding.locator('dl').waitFor({ state: 'visible', timeout: 5_000 })
})

test('a finding that was folded again is opened again by the same cell', async () => {
  const page = await open()
  const cell = page.locator('td[title^="2.34.0 azure-entra-token-as-api-key behind azure-openai"] a')
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
  expect(await page.locator('details[open]').count()).toBe(1)

  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 700, height: 1000 })
  await openEverything(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(700)
})

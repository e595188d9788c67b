import { expect, test } from 'vitest'
import type { Report } from '../../../model/report.ts'
import { html } from './html.ts'
import { judged, saved } from './saved.fixture.ts'
import { summary } from './summary.ts'
import { terminal } from './terminal.ts'

const incidents = saved('incidents')
const isOpen = ({ severity, accepted }: Report['findings'][number]) => severity === 'breaking' && accepted === null
const [open] = incidents.findings.filter(isOpen)
if (!open) throw new Error('The saved report has a breaking finding that nobody accepted.')

/** The second night: what failed the first one is there still. */
const known = (at = open.to, more: Report['findings'] = []): Report => ({
  ...incidents,
  findings: [
    ...incidents.findings.map((one) =>
      isOpen(one) ? { ...one, known: { since: '2026-11-24T05:17:00.000Z', at } } : one,
    ),
    ...more,
  ],
})
const verdict = 'nothing new at or above `breaking`: 1 finding known, not accepted'
const since = 'since 2026-11-24, not accepted'

test('at a terminal what is known is said to be known, and not to be accepted', () => {
  const text = terminal(known(), { colour: false, width: 100, ...judged(known()) })
  expect(text).toContain(`known      ${since}\n`)
  expect(text).toMatch(/^breaking · known {2}/mu)
  expect(text).toContain(`${verdict}, but`)
  expect(text).not.toMatch(/every finding .* is accepted/u)
})

test('where a release took the place of another, the one before is named', () => {
  expect(terminal(known('3.0.9'), { width: 100, ...judged(known()) })).toContain(
    `${since}; the report before had it at 3.0.9`,
  )
})

test('so do the summary and the page', () => {
  const text = summary(known(), judged(known()))
  expect(text).toContain(`| breaking, known ${since} |`)
  expect(text).toContain(verdict)
  const page = html(known(), judged(known()))
  const section = page.split('<section ').find((part) => part.includes('<h2>Known findings, not accepted</h2>')) ?? ''
  expect(section.includes(`id="${open.id}"`) && section.includes(`<dt>Known</dt><dd><p>${since}</p></dd>`)).toBe(true)
})

test('beside a new one: the new one fails, the known one is counted', () => {
  const report = known(open.to, [{ ...open, id: 'f-new' }])
  expect(terminal(report, { width: 120, ...judged(report) })).toMatch(
    /exit 1 {2}1 finding at or above `?breaking`? is new and not accepted · 1 known, not accepted · 2 accepted/u,
  )
})

import { expect, test } from 'vitest'
import type { Report } from '../../../model/report.ts'
import { html } from './html.ts'
import { judged, saved } from './saved.fixture.ts'

const incidents = saved('incidents')
const page = html(incidents, judged(incidents))

test('the page loads nothing', () => {
  expect(page).not.toMatch(/<(?:link|img|iframe)|src=|@import|url\(/u)
})

test('every finding and every drift is there, with both sides of each field', () => {
  expect(page.match(/<details class="finding /gu)).toHaveLength(incidents.findings.length)
  expect(page.match(/<details class="drift"/gu)).toHaveLength(incidents.drifts.length)
  expect(page).toContain(
    '<tr class="gone"><th scope="row">authorization</th><td>Bearer <span class="role">‹entra-token›</span></td><td class="none">not sent</td></tr>',
  )
})

test('only what makes the run fail is unfolded', () => {
  expect(page.match(/<details class="finding [^>]* open>/gu)).toEqual([
    '<details class="finding breaking" id="f-3ea3b66b" open>',
  ])
})

test('the matrix names the outcome of every cell and leads from a change to its finding', () => {
  const title = '2.34.0 azure-entra-token-as-api-key behind azure-openai: 401 AuthenticationError: Access denied due to'
  const cell = page.split('<td').find((part) => part.includes(title))
  expect(cell).toContain('mark breaking')
  expect(cell).toContain('<a href="#f-793648ba">401</a>')
})

test('of two steps that meet in a cell the graver one is marked', () => {
  const [first] = incidents.drifts.filter(({ severity }) => severity === 'breaking')
  if (!first) throw new Error('The saved report has a breaking drift.')
  const lesser = { ...first, id: 'd-lesser', severity: 'routing' as const }
  const told = html({ ...incidents, drifts: [...incidents.drifts, lesser] }, judged(incidents))
  const cell = told.split('<td').find((part) => part.includes(`${first.to} ${first.scenario} behind ${first.gateway}:`))
  expect(cell).toContain('mark breaking')
})

test('a cell that was not observed where it stands says where it was, and so does the evidence', () => {
  const runs = incidents.runs.map((run) => ({
    ...run,
    scenarios: run.scenarios.map((one) =>
      one.status === 'measured' ? { ...one, inferred: { gateway: 'the-other' } } : one,
    ),
  }))
  const told = html({ ...incidents, runs }, judged(incidents))
  const words = 'inferred: observed behind the-other; here each request would be answered the same'
  expect(told.split('<td').find((part) => part.includes(`200 (${words})`))).toContain('class="pass inferred')
  expect(told).toContain('<th scope="row">how it is known</th>')
  expect(page).not.toContain('how it is known')
})

test('what an SDK or a registry says stays text', () => {
  const hostile: Report = {
    ...incidents,
    notes: ['<script>alert(1)</script>'],
    findings: incidents.findings.map((finding) => ({
      ...finding,
      title: '<img onerror=x> `</code><b>`',
      accepted: { reason: '"><i>', issue: 'javascript:alert(1)' },
    })),
  }
  const text = html(hostile, judged(hostile))
  expect(text).not.toMatch(/<img|<b>|<i>|href="javascript|<script>alert/u)
})

test('a quiet run says so at the top', () => {
  expect(html(saved('quiet'), judged(saved('quiet')))).toContain('<b class="exit-0">exit 0</b>No drift')
})

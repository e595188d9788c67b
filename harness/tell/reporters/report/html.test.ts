import { expect, test } from 'vitest'
import type { Report } from '../../../model/report.ts'
import type { PageData } from './html/page-data.ts'
import { html, htmlReporter } from './html.ts'
import { judged, saved } from './saved.fixture.ts'

const incidents = saved('incidents')
const page = html(incidents, judged(incidents))

test('the page loads nothing', () => {
  expect(page).not.toMatch(/<(?:link|img|iframe)|src=|@import|url\(/u)
})

/** What the page's script shows. */
const dataOf = (text: string): PageData =>
  JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/su.exec(text)?.[1] ?? '')

test('every finding and every drift is there, with both sides of each field, each distinct exchange once', () => {
  expect(page.match(/<details class="finding /gu)).toHaveLength(incidents.findings.length)
  const data = dataOf(page)
  const drifts = Object.values(data.findings).flatMap((one) => one.drifts)
  expect(drifts.map(({ id }) => id).toSorted()).toEqual(incidents.drifts.map(({ id }) => id).toSorted())
  const lost = drifts.find((one) => one.scenario === 'azure-entra-token-as-api-key' && one.to === '2.34.0')
  const sent = (at: number | undefined) =>
    data.exchanges[data.ends[lost?.ends?.[at ?? 0] ?? -1]?.sent[0] ?? -1]?.headers.filter(
      ([name]) => name.toLowerCase() === 'authorization',
    )
  expect([sent(0), sent(1)]).toEqual([[['Authorization', 'Bearer ‹entra-token›']], []])
  expect(new Set(data.exchanges.map((one) => JSON.stringify(one))).size).toBe(data.exchanges.length)
})

test('only what makes the run fail is unfolded', () => {
  expect(page.match(/<details class="finding [^>]* open>/gu)).toEqual([expect.stringContaining('id="f-3ea3b66b"')])
})

test('the wire map names the outcome of every cell and leads from a change to its finding', () => {
  const title = '2.34.0 azure-entra-token-as-api-key: breaking, accepted. '
  const cell = page.split('<td').find((part) => part.includes(title))
  expect(cell).toContain('class="mark breaking accepted"')
  expect(cell).toContain('azure-openai: 401 AuthenticationError: Access denied due to')
  expect(cell).toContain('<a href="#f-793648ba" data-drift="d-')
})

test('a row of versions that all say the same is one cell', () => {
  const row = page
    .split('<tr')
    .find((part) => part.startsWith(' data-scenario="openai-api-key" data-sdk="openai-node"'))
  expect(row).toMatch(/<td class="pass" colspan="\d" title="5\.17\.0 … [^"]*200">200<\/td>/u)
})

test('the worst of a version of which something is not known is never "no change"', () => {
  const stripOf = (text: string): string =>
    /<tbody class="strip">(.*?)<\/tbody>/su.exec(text.slice(text.indexOf('data-sdk="openai-node"')))?.[1] ?? ''
  expect(stripOf(page)).toContain('<td class="lost" title="7.0.0: not measured">?</td>')
  const [still] = incidents.runs.filter(({ sdk, version }) => sdk === 'openai-node' && version === '5.17.0')
  if (still?.status !== 'measured') throw new Error('It is measured.')
  expect(stripOf(page)).toContain('5.17.0: no change')
  const [first, ...others] = still.scenarios
  if (!first) throw new Error('It has scenarios.')
  const { id, gateway } = first
  const late = { id, gateway, status: 'timeout' as const, reason: 'no end within 30 s' }
  const runs = incidents.runs.map((run) => (run === still ? { ...run, scenarios: [late, ...others] } : run))
  expect(stripOf(html({ ...incidents, runs }, judged(incidents)))).toContain(
    '<td class="lost" title="5.17.0: no change seen, and not all was measured">?</td>',
  )
})

test('the way to what is not known is called as what it leads to, where that is one thing', () => {
  const onlyNotes = { ...saved('quiet'), notes: ['By the way.'], leftOut: [] }
  expect(html(onlyNotes, judged(onlyNotes))).toContain('<a href="#gaps">Notes</a>')
  expect(page).toContain('<a href="#gaps">What is not known</a>')
})

test('of two changes that meet in a cell the graver one that nobody accepted is marked', () => {
  const [first] = incidents.drifts.filter(({ severity }) => severity === 'breaking')
  const finding = incidents.findings.find(({ id }) => id === first?.finding)
  if (!first || !finding) throw new Error('The saved report has a breaking drift.')
  const lesser = { ...first, id: 'd-lesser', severity: 'routing' as const, finding: 'f-lesser' }
  const cellOf = (accepted: boolean): string => {
    const told = html(
      {
        ...incidents,
        findings: [
          ...incidents.findings.map((one) =>
            one.id === finding.id ? { ...one, accepted: accepted ? { reason: 'known' } : null } : one,
          ),
          { ...finding, id: 'f-lesser', severity: 'routing', accepted: null },
        ],
        drifts: [...incidents.drifts, lesser],
      },
      judged(incidents),
    )
    return told.split('<td').find((part) => part.includes(`title="${first.to} ${first.scenario}: `)) ?? ''
  }
  expect(cellOf(false)).toContain('mark breaking"')
  expect(cellOf(true)).toContain('mark routing"')
})

test('what was not observed where it stands says where it was', () => {
  const runs = incidents.runs.map((run) => ({
    ...run,
    scenarios: run.scenarios.map((one) =>
      one.status === 'measured' ? { ...one, inferred: { gateway: 'the-other' } } : one,
    ),
  }))
  const told = html({ ...incidents, runs }, judged(incidents))
  const words = 'inferred: observed behind the-other; here each request would be answered the same'
  expect(told.split('<td').find((part) => part.includes(`200 (${words})`))).toContain('class="pass"')
  expect(dataOf(told).ends.map(({ known }) => known)).toContain(words)
  expect(dataOf(page).ends.every(({ known }) => known === 'observed')).toBe(true)
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

test('what is written in pieces is the page, each piece concealed', () => {
  const report = saved('incidents')
  const options = judged(report)
  const pieces = [...(htmlReporter.pieces?.(report, (text) => text.replaceAll('openai-node', '‹sdk›'), options) ?? [])]
  expect(pieces.length).toBeGreaterThan(report.findings.length)
  expect(pieces.join('')).toBe(html(report, options).replaceAll('openai-node', '‹sdk›'))
})

test('what versions tried and were refused stands with the versions that did', () => {
  const [first, second, third] = incidents.runs.filter(({ sdk }) => sdk === 'openai-node')
  if (!first || !second || !third) throw new Error('The saved report has three versions of it.')
  const read = { kind: 'read', what: '/etc/<shadow>' } as const
  const start = { kind: 'process', what: 'curl' } as const
  const runs = [
    { ...first, status: 'measured', reached: [start] },
    { ...second, status: 'measured', reached: [start, read] },
    { ...third, status: 'measured', reached: [start, read] },
  ] as Report['runs']
  const told = (own: Report['runs']) => html({ ...incidents, runs: own }, judged(incidents))
  const rows = (text: string) =>
    [...text.matchAll(/<th scope="row">(\w+ <code>.*?)<\/th><td>(.*?)<\/td>/gu)].map(([, what, versions]) => [
      what,
      versions,
    ])
  expect(rows(told(runs))).toEqual([
    ['read <code>/etc/&lt;shadow&gt;</code>', `from ${second.version} on, not in ${first.version}`],
    ['start <code>curl</code>', 'all versions'],
  ])
  const once = runs.map((run, at) => (at === 1 ? run : { ...run, reached: [] }))
  expect(rows(told(once)).map(([, versions]) => versions)).toEqual([second.version, second.version])
  const gone = [runs[1], runs[2], { ...third, version: '99.0.0', status: 'measured', reached: [] }] as Report['runs']
  expect(rows(told(gone))[0]?.[1]).toBe(`${second.version} to ${third.version}`)
  expect(page).not.toContain('Tried and refused')
})

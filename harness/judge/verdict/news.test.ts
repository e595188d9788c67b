import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import type { Finding, Report } from '../../model/report.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { exitCodeOf } from './exit-code.ts'
import { withNews } from './news.ts'

const report = parseReport(readFileSync(join(root(), 'fixtures/reports/incidents.json'), 'utf8'), 'incidents.json')
const [first, ...others] = report.findings
if (!first) throw new Error('The fixture has findings.')
const open = report.findings.filter(({ accepted }) => accepted === null)

const newIn = ({ findings }: Report) => findings.filter(({ known }) => known === undefined).map(({ id }) => id)
const findingsOf = (...findings: readonly Partial<Finding>[]): Report => ({
  ...report,
  findings: findings.map((over) => ({ ...first, accepted: null, key: 'a-0123abcd', ...over })),
})

test('nothing is new in the same report: what was there is known since then, and nobody is said to have accepted it', () => {
  const now = withNews(report, report)
  expect(newIn(now)).toEqual([])
  expect(now.notes.join()).toMatch(/No version is new.*No finding is new/)
  expect(now.findings.map(({ accepted }) => accepted)).toEqual(report.findings.map(({ accepted }) => accepted))
  expect(open[0] && now.findings.find(({ id }) => id === open[0]?.id)?.known).toEqual({
    since: report.startedAt,
    at: open[0]?.to,
  })
  expect([exitCodeOf(report, 'cosmetic'), exitCodeOf({ ...now, runs: [] }, 'cosmetic')]).toEqual([1, 0])
})

test('a version and a finding that were not there before are named', () => {
  const before = { ...report, findings: others, runs: report.runs.slice(0, -1) }
  const last = report.runs.at(-1)
  const now = withNews(before, report)
  expect(newIn(now)).toEqual([first.id])
  expect(now.notes.join()).toContain(`${last?.sdk} ${last?.version}`)
  expect(now.notes.join()).toContain(`were not there before: ${first.id}.`)
})

test('without an earlier report everything is new', () => {
  expect(withNews(null, report).findings).toEqual(report.findings)
})

test('a finding whose acceptance no longer holds is new again; one that was open before is not', () => {
  const [one] = open
  if (!one) throw new Error('The fixture has an open finding.')
  const findings = report.findings.map((finding) =>
    finding === one ? { ...finding, accepted: { reason: 'then' } } : finding,
  )
  expect(newIn(withNews({ ...report, findings }, report))).toEqual([one.id])
})

test('a release that took the place of another brings no news; it is known since the first night, and where it was', () => {
  const first = findingsOf({ id: 'a-7.1.0', to: '7.1.0' })
  const second = withNews(
    { ...first, startedAt: '2026-11-24T05:17:00.000Z' },
    findingsOf({ id: 'a-7.2.0', to: '7.2.0' }),
  )
  expect(second.findings[0]?.known).toEqual({ since: '2026-11-24T05:17:00.000Z', at: '7.1.0' })
  const third = withNews(
    { ...second, startedAt: '2026-11-25T05:17:00.000Z' },
    findingsOf({ id: 'a-7.3.0', to: '7.3.0' }),
  )
  expect(third.findings[0]?.known).toEqual({ since: '2026-11-24T05:17:00.000Z', at: '7.2.0' })
})

test('the same change once more, at a further step, is new there', () => {
  const both = findingsOf({ id: 'a-5.18.0', to: '5.18.0' }, { id: 'a-7.2.0', to: '7.2.0' })
  expect(newIn(withNews(findingsOf({ id: 'a-5.18.0', to: '5.18.0' }), both))).toEqual(['a-7.2.0'])
  expect(newIn(withNews(findingsOf({ id: 'a-5.17.0', to: '5.17.0' }), both))).toEqual(['a-7.2.0'])
})

test('a report of an older version, which has no keys, is compared by ids alone', () => {
  const { key: _, ...old } = { ...first, accepted: null, id: 'a-7.1.0' }
  expect(newIn(withNews({ ...report, findings: [old] }, { ...report, findings: [{ ...old, id: 'a-7.2.0' }] }))).toEqual(
    ['a-7.2.0'],
  )
})

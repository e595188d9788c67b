import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { parseReport } from '../../tell/reporters/report/schema.ts'
import { newsInWords, newsOf, withOldMarked } from './news.ts'

const report = parseReport(readFileSync(join(root(), 'fixtures/reports/incidents.json'), 'utf8'), 'incidents.json')
const [first, ...others] = report.findings
const open = report.findings.filter(({ accepted }) => accepted === null)

test('nothing is new in the same report', () => {
  const news = newsOf(report, report)
  expect(news).toEqual({ since: report.startedAt, versions: [], findings: [] })
  expect(newsInWords(news).join()).toMatch(/No version is new.*No finding is new/)
  expect(withOldMarked(report, news).findings.every(({ accepted }) => accepted !== null)).toBe(true)
})

test('a version and a finding that were not there before are named', () => {
  const before = { ...report, findings: others, runs: report.runs.slice(0, -1) }
  const last = report.runs.at(-1)
  const news = newsOf(before, report)
  expect(news).toMatchObject({ versions: [{ sdk: last?.sdk, version: last?.version }], findings: [first?.id] })
  expect(newsInWords(news).join()).toContain(`${last?.sdk} ${last?.version}`)
})

test('without an earlier report everything is new', () => {
  const news = newsOf(null, report)
  expect(news.findings).toHaveLength(report.findings.length)
  expect(withOldMarked(report, news)).toEqual(report)
})

test('a finding whose acceptance no longer holds is new again; one that was open before is not', () => {
  const [one, other] = open
  if (!one || !other) throw new Error('The fixture has two open findings.')
  const findings = report.findings.map((finding) =>
    finding === one ? { ...finding, accepted: { reason: 'then' } } : finding,
  )
  expect(newsOf({ ...report, findings }, report).findings).toEqual([one.id])
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { reportPart } from './report-part.ts'

const report = parseReport(readFileSync(join(root(), 'fixtures/reports/incidents.json'), 'utf8'), 'incidents.json')
const sdk = (id: string): MatrixSdk => ({
  id,
  registry: 'pypi',
  package: 'openai',
  family: 'openai',
  versions: [],
  include: [],
  resolve: 'release-day',
})
const python = [sdk('openai-python')]

test('without a wish it is the whole report', () => {
  expect(reportPart(report, null, {})).toBe(report)
})

test('a range leaves the versions and changes within it', () => {
  const part = reportPart(report, python, { from: '2.33', to: '2.34.0' })
  expect(part?.runs.map(({ sdk: id, version }) => `${id} ${version}`)).toEqual([
    'openai-python 2.33.0',
    'openai-python 2.34.0',
  ])
  expect(new Set(part?.drifts.map(({ from, to }) => `${from} ${to}`))).toEqual(new Set(['2.33.0 2.34.0']))
})

test('a report that has not got an end, or the SDK, cannot answer', () => {
  expect(reportPart(report, python, { to: '2.40.0' })).toBeNull()
  expect(reportPart(report, [sdk('anthropic-python')], {})).toBeNull()
})

import { expect, test } from 'vitest'
import { json, jsonPieces } from './json.ts'
import { saved } from './saved.fixture.ts'

test('report.json is the report, also where several versions share a result', () => {
  const report = saved('incidents')
  const doubled = { ...report, runs: report.runs.flatMap((run) => [run, { ...run, version: `${run.version}-again` }]) }
  expect(JSON.parse(json(doubled))).toEqual(doubled)
})

test('each run stands on a line of its own', () => {
  const report = saved('incidents')
  const lines = json(report).split('\n')
  for (const run of report.runs) expect(lines.map((line) => line.replace(/,$/, ''))).toContain(JSON.stringify(run))
})

test('each value is concealed, a result that comes again too', () => {
  const report = saved('incidents')
  const pieces = jsonPieces({ ...report, runs: [...report.runs, ...report.runs] }, (text) =>
    text.replaceAll('gateway', '‹gw›'),
  )
  expect([...pieces].join('').replaceAll('"gateway":', '').replaceAll('‹gw›', '')).not.toContain('gateway')
})

test('what is not there is left out, and a character that cannot be seen is an escape', () => {
  const report = saved('incidents')
  const [first] = report.runs
  if (!first) throw new Error('The saved report has runs.')
  const text = json({ ...report, runs: [{ ...first, version: 'a\u202eb', on: undefined as never }] })
  expect(text).toContain('"version":"a\\u202eb"')
  expect(text).not.toContain('"on"')
})

import { expect, test } from 'vitest'
import type { Change, Report } from '../../../model/report.ts'
import { severityNotes } from '../../words/severity-text.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { parseReport } from './parse-report.ts'
import { judged, saved } from './saved.fixture.ts'
import { summary } from './summary.ts'
import { terminal } from './terminal.ts'

const incidents = saved('incidents')
const [gravest] = incidents.findings
if (!gravest) throw new Error('The saved report has findings.')

const by = (change: Change, severity: Change['severity']): Change => ({
  ...change,
  severity,
  overridden: { from: change.severity, reason: 'a test key', entry: 3 },
})
/** The gravest finding as it is when the user says that all its changes weigh so much. */
const weighing = (severity: Change['severity']): Report => ({
  ...incidents,
  findings: incidents.findings.map((one) =>
    one.id === gravest.id ? { ...one, severity, changes: one.changes.map((change) => by(change, severity)) } : one,
  ),
  drifts: incidents.drifts.map((one) =>
    one.finding === gravest.id ? { ...one, severity, changes: one.changes.map((change) => by(change, severity)) } : one,
  ),
})
const told = /severity changed from \w+ to routing by matrix\.json: a test key/

test('what matrix.json made of a severity is told beside the finding, in every format that people read', () => {
  const report = weighing('routing')
  const options = { colour: false, width: 300, verbose: true, ...judged(report) }
  expect(terminal(report, options)).toMatch(told)
  expect(summary(report, options)).toMatch(told)
  expect(html(report, options)).toMatch(told)
  // A change of the answer has no name but its kind.
  expect(terminal(report, options)).toContain('`outcome`: severity changed')
})

test('one that is lowered to a line is marked in that line', () => {
  const report = weighing('telemetry')
  expect(terminal(report, { colour: false, width: 160, verbose: true, ...judged(report) })).toMatch(
    /telemetry .*?· severity by\s+matrix\.json/su,
  )
})

test('report.json keeps what the rules said, and is read back with it', () => {
  const back = parseReport(json(weighing('routing')), 'report.json')
  expect(back.findings.flatMap(({ changes }) => changes.flatMap(({ overridden }) => overridden ?? []))).toContainEqual(
    expect.objectContaining({ reason: 'a test key', entry: 3 }),
  )
})

test('a remark names a step of runtimes by these', () => {
  const [drift] = weighing('telemetry').drifts.filter(({ changes }) => changes.some(({ overridden }) => overridden))
  if (!drift) throw new Error('The gravest finding has drifts.')
  const on = { kind: 'between', from: 'node 22', to: 'node 24', versions: [drift.to] } as const
  expect(severityNotes([{ ...drift, from: drift.to, on }])[0]).toContain(
    ` of ${drift.sdk} ${drift.to}, node 22 → node 24: `,
  )
})

test('a remark counts what an entry changed, whatever became of the findings', () => {
  const notes = severityNotes(weighing('telemetry').drifts)
  expect(notes[0]).toMatch(
    /^severities\[3\]: severity changed from \w+ to telemetry by matrix\.json, in \d+ places? of .* → .*: a test key$/,
  )
  expect(severityNotes(incidents.drifts)).toEqual([])
})

import { expect, test } from 'vitest'
import { aResult, aRun, refused } from '../../model/builders.fixture.ts'
import type { Report, RunResult } from '../../model/report.ts'
import { explanation } from '../../tell/reporters/answers/explanation.ts'
import { inWords } from '../../tell/words/in-words.ts'
import { judge } from '../verdict/judge.ts'
import { explain } from './explain.ts'

const TEXT = 'Access denied due to an invalid subscription key'
const on = (runtime: string, version: string, ok: boolean): RunResult => ({
  ...aRun(version, [aResult(ok ? {} : { outcome: refused(401, TEXT) })]),
  on: runtime,
  runtime: `${runtime}.1.0`,
})
const reportOf = (...runs: readonly RunResult[]): Report => ({
  ...{ schemaVersion: 1, tool: { name: 'sdkdrift', version: '0' }, startedAt: '', finishedAt: '', failOn: 'never' },
  ...{ leftOut: [], notes: [], runs },
  ...inWords(
    judge(runs, {
      roles: { credentialFields: ['api-key'], telemetryFields: [] },
      ...{ handOvers: [], acceptances: [], inRange: () => false, today: '2026-01-31' },
    }),
  ),
})

test('an error that a runtime brought is laid to the runtime, and is gone at no version', () => {
  const report = reportOf(
    on('node 22', '1.0.0', true),
    on('node 22', '2.0.0', true),
    on('node 24', '1.0.0', false),
    on('node 24', '2.0.0', false),
  )
  const told = explain(TEXT, report)
  expect(told.causes).toMatchObject([
    { on: { kind: 'between', from: 'node 22', to: 'node 24', versions: ['1.0.0', '2.0.0'] }, goneAt: null },
  ])
  expect(told.searched).toMatchObject([{ versions: 2, unusable: 0 }])
  expect(told.seen).toMatchObject([{ versions: ['1.0.0', '2.0.0'] }])
  const text = explanation({ ...told, text: TEXT, names: [], source: 'report' }, { colour: false, width: 100 })
  expect(text).toContain('2.0.0: node 24 brought it')
  expect(text).not.toContain('still there')
})

test('an error that a release brought on one runtime is gone where it is gone there', () => {
  const report = reportOf(
    on('node 22', '1.0.0', true),
    on('node 22', '2.0.0', true),
    on('node 22', '3.0.0', true),
    on('node 24', '1.0.0', true),
    on('node 24', '2.0.0', false),
    on('node 24', '3.0.0', true),
  )
  const [release] = explain(TEXT, report).causes.filter((cause) => cause.on?.kind === 'within')
  expect(release).toMatchObject({ from: '1.0.0', to: '2.0.0', goneAt: '3.0.0' })
})

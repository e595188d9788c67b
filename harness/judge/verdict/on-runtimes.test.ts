import { describe, expect, test } from 'vitest'
import { anExchange, aResult, aRun, refused } from '../../model/builders.fixture.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import { inWords } from '../../tell/words/in-words.ts'
import { type JudgeFacts, judge as judgeFacts } from './judge.ts'

const judge = (runs: readonly RunResult[], over: Partial<JudgeFacts> = {}) =>
  inWords(
    judgeFacts(runs, {
      roles: { credentialFields: ['authorization', 'api-key'], telemetryFields: ['user-agent', 'x-stainless-*'] },
      handOvers: [],
      acceptances: [],
      inRange: (_, version, range) => version === range,
      today: '2026-01-31',
      ...over,
    }),
  )

const on = (runtime: string, version: string, scenarios: readonly ScenarioResult[]): RunResult => ({
  ...aRun(version, scenarios),
  on: runtime.replace(/\.\d+\.\d+$/, ''),
  runtime,
})
const NODE_22 = 'node 22.23.3'
const NODE_24 = 'node 24.21.0'
const sending = (...headers: readonly (readonly [string, string])[]) => [
  aResult({ exchanges: [anExchange({ headers: [['api-key', '‹api-key›'], ...headers] })] }),
]
const WITH = sending(['authorization', 'Bearer ‹api-key›'])
const WITHOUT = sending()

describe('a step of versions', () => {
  test('that shows the same on both runtimes is told once, under the id that it has without runtimes', () => {
    const both = judge([
      on(NODE_22, '1.0.0', WITH),
      on(NODE_22, '2.0.0', WITHOUT),
      on(NODE_24, '1.0.0', WITH),
      on(NODE_24, '2.0.0', WITHOUT),
    ])
    const [alone] = judge([aRun('1.0.0', WITH), aRun('2.0.0', WITHOUT)]).findings
    expect(both.findings).toEqual([
      { ...alone, drifts: [both.drifts[0]?.id], on: { kind: 'within', runtimes: ['node 22', 'node 24'], notOn: [] } },
    ])
    expect(both.drifts).toHaveLength(1)
  })

  test('that shows on one runtime alone says where else it was compared', () => {
    const { findings } = judge([
      on(NODE_22, '1.0.0', WITH),
      on(NODE_22, '2.0.0', WITH),
      on(NODE_24, '1.0.0', WITH),
      on(NODE_24, '2.0.0', WITHOUT),
    ])
    expect(findings.map(({ from, to, on: seen }) => [from, to, seen])).toEqual([
      ['1.0.0', '2.0.0', { kind: 'within', runtimes: ['node 24'], notOn: ['node 22'] }],
      ['2.0.0', '2.0.0', { kind: 'between', from: 'node 22', to: 'node 24', versions: ['2.0.0'] }],
    ])
  })

  test('is not said to be absent where it was not compared', () => {
    const { findings } = judge([on(NODE_22, '1.0.0', WITH), on(NODE_24, '1.0.0', WITH), on(NODE_24, '2.0.0', WITHOUT)])
    expect(findings.map(({ on: seen }) => seen)).toEqual([{ kind: 'within', runtimes: ['node 24'], notOn: [] }])
  })

  test('a field that names the runtime is one change on both', () => {
    const named = (runtime: string) => sending(['x-runtime', `v${runtime.split(' ')[1]}`])
    const { findings } = judge([
      on(NODE_22, '1.0.0', WITHOUT),
      on(NODE_22, '2.0.0', named(NODE_22)),
      on(NODE_24, '1.0.0', WITHOUT),
      on(NODE_24, '2.0.0', named(NODE_24)),
    ])
    expect(findings.map(({ title, on: seen }) => [title, seen?.kind])).toEqual([
      ['2.0.0 now sends `x-runtime: v‹runtime version›` (1 scenario)', 'within'],
      ['on node 24 it sends `x-runtime: v24.21.0` where node 22 sent `x-runtime: v22.23.3` (1 scenario)', 'between'],
    ])
  })

  test('two ways to one version, with the same change, are two findings with ids of their own', () => {
    const { findings, drifts } = judge([
      on(NODE_22, '1.0.0', WITH),
      on(NODE_22, '2.0.0', WITH),
      on(NODE_22, '3.0.0', WITHOUT),
      on(NODE_24, '1.0.0', WITH),
      on(NODE_24, '3.0.0', WITHOUT),
    ])
    expect(findings.map(({ from, to, on: seen }) => [from, to, seen])).toEqual([
      ['2.0.0', '3.0.0', { kind: 'within', runtimes: ['node 22'], notOn: [] }],
      ['1.0.0', '3.0.0', { kind: 'within', runtimes: ['node 24'], notOn: [] }],
    ])
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2)
    for (const { id, drifts: own } of findings)
      expect(drifts.filter(({ finding }) => finding === id).map((drift) => drift.id)).toEqual(own)
  })
})

describe('a step of runtimes', () => {
  const step = (patch = '21', versions = ['1.0.0', '2.0.0']) => [
    ...versions.map((version) => on(NODE_22, version, WITH)),
    ...versions.map((version) => on(`node 24.${patch}.0`, version, WITHOUT)),
  ]

  test('is told once for all versions that show it, and names the runtime', () => {
    const { findings, drifts } = judge(step())
    expect(findings).toMatchObject([
      {
        from: '2.0.0',
        to: '2.0.0',
        on: { kind: 'between', from: 'node 22', to: 'node 24', versions: ['1.0.0', '2.0.0'] },
        title: 'on node 24 it no longer sends `authorization: Bearer ‹api-key›` beside `api-key` (1 scenario)',
      },
    ])
    expect(drifts.map(({ to }) => to)).toEqual(['1.0.0', '2.0.0'])
    expect(new Set(drifts.map(({ id }) => id)).size).toBe(2)
  })

  test('has an id that no patch of the runtime and no further version changes', () => {
    const id = (runs: readonly RunResult[]) => judge(runs).findings.map((finding) => finding.id)
    expect(id(step('22', ['2.0.0', '3.0.0']))).toEqual(id(step()))
  })

  test('is not accepted by what was looked into at a step of versions, but by its own key', () => {
    const accepted = (acceptance: object) =>
      judge(step(), { acceptances: [{ reason: 'looked into', ...acceptance }] }).findings[0]?.accepted
    const [finding] = judge(step()).findings
    expect(accepted({ sdk: finding?.sdk, to: '2.0.0', cause: finding?.cause })).toBeNull()
    expect(accepted({ key: finding?.key })).toMatchObject({ reason: 'looked into' })
  })

  test('names the dependencies that differ, and a way out that passes on both', () => {
    const refusing = (role: string) =>
      aResult({ id: role, exchanges: [anExchange({ status: 401 })], outcome: refused(401) })
    const letIn = (role: string) => aResult({ id: role })
    const older = on(NODE_22, '1.0.0', [letIn('key'), letIn('header')])
    const newer = on(NODE_24, '1.0.0', [refusing('key'), letIn('header')])
    const way = (scenario: string) => ({ scenario, roles: ['api-key'], rest: 'chat', spelling: `by ${scenario}` })
    const { findings } = judge([older, { ...newer, dependencies: { ...newer.dependencies, httpx: '0.29.0' } }], {
      handOvers: [way('key'), way('header')],
    })
    expect(findings).toMatchObject([
      {
        severity: 'breaking',
        dependencyChanges: [{ name: 'httpx', before: '0.28.1', after: '0.29.0' }],
        remedies: [{ spelling: 'by header', passes: { from: true, to: true, newest: true } }],
      },
    ])
  })
})

test('one runtime that was asked for gives what none gives, but for saying which', () => {
  const asked = judge([on(NODE_22, '1.0.0', WITH), on(NODE_22, '2.0.0', WITHOUT)])
  const [plain] = judge([aRun('1.0.0', WITH), aRun('2.0.0', WITHOUT)]).findings
  const [finding] = asked.findings
  expect({ ...finding, drifts: [] }).toEqual({
    ...plain,
    drifts: [],
    on: { kind: 'within', runtimes: ['node 22'], notOn: [] },
  })
})

import picomatch from 'picomatch'
import { expect, test } from 'vitest'
import type { GateVerdict } from '../model/gate.ts'
import { gateways } from '../testing/shipped-gateways.ts'
import { shippedScenarios } from '../testing/shipped-scenarios.ts'
import { readTruthTable, standingOf } from './truth-table.ts'

const steps = await readTruthTable()
const scenarios = shippedScenarios().map(({ id }) => id)

test('every step names scenarios and gateways that are shipped', () => {
  for (const { because, ...step } of steps) {
    for (const id of step.scenarios) expect(scenarios.some(picomatch(id)), `${because} ${id}`).toBe(true)
    for (const id of step.gateways) expect(['*', ...Object.keys(gateways)], because).toContain(id)
  }
})

test('every kind of verdict is asked for, of both registries', () => {
  const least = { blocked: 14, unknown: 6, review: 6, safe: 16 } as const
  for (const [verdict, count] of Object.entries(least)) {
    const same = steps.filter((step) => step.verdict === verdict)
    expect(same.length, verdict).toBeGreaterThanOrEqual(count)
    expect(new Set(same.map(({ sdk }) => sdk.endsWith('-python'))), verdict).toEqual(new Set([true, false]))
  }
})

test('no step is there twice, and one that warns names its cause', () => {
  const places = steps.map(({ sdk, from, to, scenarios: ids, gateways: behind }) =>
    JSON.stringify([sdk, from, to, ids, behind]),
  )
  expect(places).toEqual([...new Set(places)])
  for (const { verdict, cause, because } of steps)
    expect(cause !== undefined, because).toBe(verdict === 'blocked' || verdict === 'review')
})

const told = (verdict: GateVerdict, ...causes: string[]) => ({
  verdict,
  candidates: [{ findings: causes.map((cause) => ({ cause, title: '' })) }],
})

test.each([
  ['a step that breaks and is told to be fine', 'blocked', 'review', 'wrong-yes'],
  ['a step that needs a look and is told to need none', 'review', 'safe', 'wrong-yes'],
  ['a step that cannot be told and is told to be safe', 'unknown', 'safe', 'wrong-yes'],
  ['a step that is fine and is told to break', 'safe', 'blocked', 'wrong-no'],
  ['a step that needs a look and cannot be told', 'review', 'unknown', 'wrong-no'],
  ['a step that is told what it is', 'safe', 'safe', 'right'],
] as const)('%s', (_, right, said, standing) => {
  expect(standingOf({ verdict: right }, told(said))).toBe(standing)
})

test('the right verdict for another reason is not right', () => {
  const step = { verdict: 'blocked', cause: 'api-key' } as const
  expect(standingOf(step, told('blocked', 'outcome 200 → TypeError'))).toBe('other-cause')
  expect(standingOf(step, told('blocked', 'outcome 200 → TypeError', 'header-removed Api-Key'))).toBe('right')
})

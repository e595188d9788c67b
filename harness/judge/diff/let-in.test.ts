import { expect, test } from 'vitest'
import { anExchange, refused } from '../../model/builders.fixture.ts'
import type { Outcome } from '../../model/capture.ts'
import type { Wire } from '../../model/report.ts'
import { ruleFor } from '../verdict/rules.ts'
import { diffWires } from './diff-wires.ts'

const failed = { kind: 'error', name: 'exit code 1', message: 'ValueError: no build_date' } as const
const at = (outcome: Outcome, ...statuses: readonly number[]): Wire => ({
  outcome,
  exchanges: statuses.map((status) => anExchange({ status })),
})

const weightOf = (before: Wire, after: Wire): string | undefined => {
  const changes = diffWires(before, after)
  const ended = changes.find(({ kind }) => kind === 'outcome')
  return ended && ruleFor(ended, { credentialFields: [], telemetryFields: [] }, changes).id
}

test('what the gateway let in and is refused now is worse, though its program failed at the answer before', () => {
  expect(weightOf(at(failed, 200), at(refused(401), 401))).toBe('answer-worse')
})

test('what was let in behind a redirect, and failed by itself, had a yes to lose', () => {
  expect(weightOf(at(failed, 307, 200), at(refused(401), 401))).toBe('answer-worse')
})

test.each([
  ['was refused before it failed', at(failed, 401), at(refused(401), 401)],
  ['was refused once on its way', at(failed, 401, 200), at(refused(401), 401)],
  ['sent nothing', at(failed), at(refused(401), 401)],
  ['ends with a refusal that no gateway said', at(failed, 200), at(refused(401), 200)],
  ['gave up at a redirect, which lets nobody in,', at(failed, 307), at(refused(401), 401)],
])('what %s is no worse', (_, before, after) => {
  expect(weightOf(before, after)).toBe('refused-elsewhere')
})

import { expect, test } from 'vitest'
import type { StepOn } from '../../model/report.ts'
import { endNames, runtimesIn, runtimesText, stepText } from './step-text.ts'

const step = { from: '1.0.0', to: '2.0.0' }
const within = (notOn: readonly string[] = []): StepOn => ({
  kind: 'within',
  runtimes: notOn.length > 0 ? ['node 24'] : ['node 22', 'node 24'],
  notOn,
})
const between = (versions: readonly string[]): StepOn => ({ kind: 'between', from: 'node 22', to: 'node 24', versions })

test.each<[string, StepOn | undefined, string | null]>([
  ['1.0.0 → 2.0.0', undefined, null],
  ['1.0.0 → 2.0.0 on node 22 and node 24', within(), null],
  [
    '1.0.0 → 2.0.0 on node 24',
    within(['node 22']),
    'on node 24 alone: on node 22 the same two versions were compared, and it does not show',
  ],
  [
    '1.0.0, 2.0.0, node 22 → node 24',
    between(['1.0.0', '2.0.0']),
    'the same version on two runtimes: it was node 24, and not a release (at 1.0.0 and 2.0.0)',
  ],
  [
    '1, 2, 3 and 2 more, node 22 → node 24',
    between(['1', '2', '3', '4', '5']),
    'the same version on two runtimes: it was node 24, and not a release (at 1, 2, 3, 4 and 5)',
  ],
])('%s', (text, on, runtimes) => {
  const seen = { ...step, ...(on ? { on } : {}) }
  expect([stepText(seen), runtimesText(on)]).toEqual([text, runtimes])
})

test('of more than two runtimes the name is told once', () =>
  expect(runtimesIn(['node 20', 'node 22', 'node 24'])).toBe('node 20, 22 and 24'))

test('the ends of a step of runtimes are called by these', () => {
  expect(endNames({ ...step, on: between(['2.0.0']) })).toEqual({ from: 'node 22', to: 'node 24' })
  expect(endNames({ ...step, on: within() })).toEqual(step)
})

import { expect, test } from 'vitest'
import type { Bisection } from '../../../model/bisection.ts'
import { bisection } from './bisection.ts'

const searched = (cost: Pick<Bisection, 'versions' | 'rounds' | 'probes' | 'installs'>): string => {
  const told: Bisection = {
    sdk: 'openai-node',
    scenario: 'azure-api-key',
    gateway: 'azure-openai',
    good: '1.0.0',
    bad: '2.0.0',
    transitions: [],
    skipped: [],
    complete: false,
    notes: [],
    ...cost,
  }
  return bisection({ kind: 'no-difference', bisection: told }, { colour: false, width: 100 })
}

test('what a search cost is told in numbers that agree with their nouns', () => {
  expect(searched({ versions: 9, rounds: 1, probes: 1, installs: 1 })).toContain(
    '9 versions in the range, 1 round, 1 probe, 1 install\n',
  )
  expect(searched({ versions: 9, rounds: 2, probes: 3, installs: 0 })).toContain(
    '9 versions in the range, 2 rounds, 3 probes, 0 installs\n',
  )
})

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
    ends: [],
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

test('a skipped version is told by the error it named, not by the last brace of a trace', () => {
  const reason = "The SDK was not imported.\nError: Cannot find module 'zod'\n  code: 'MODULE_NOT_FOUND',\n}"
  const text = bisection(
    {
      kind: 'no-difference',
      bisection: {
        ...{ sdk: 'openai-node', scenario: 'a', gateway: 'g', good: '1', bad: '3', versions: 3, transitions: [] },
        ...{ installs: 1, probes: 1, rounds: 1, complete: false, notes: [], ends: [] },
        skipped: [{ version: '0.2.0', reason }],
      },
    },
    { colour: false, width: 100 },
  )
  expect(text).toContain("Skipped: 0.2.0 (Error: Cannot find module 'zod')")
})

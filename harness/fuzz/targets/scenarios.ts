import fc from 'fast-check'
import { loadScenarios } from '../../ask/scenarios/load.ts'
import { shipped } from '../../testing/shipped-families.ts'
import { shippedScenarioFiles } from '../../testing/shipped-scenarios.ts'
import { damagedJson, damagedText } from '../damaged.ts'
import { must, orRefused } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

export const scenarios: FuzzTarget = {
  title: 'scenario files',
  open: () => {
    const seeds = [...shippedScenarioFiles().map(({ text }) => text), ...ODD.map((one) => JSON.stringify(one))]
    return {
      inputs: fc.oneof(damagedText(seeds), damagedJson(seeds.map((text) => JSON.parse(text)))).map((text) => [text]),
      check: async ([text = '']) => {
        const read = await orRefused(
          () => loadScenarios([{ path: 'mine.json', text }], shipped.scenarioNames),
          /^mine\.json:\d+:\d+/,
        )
        if (read)
          must(
            read.every(({ id, calls }) => id !== '' && calls.length > 0),
            'a scenario without a call was taken',
          )
      },
    }
  },
}

const client = { kind: 'vendor', address: 'base-url' }
/** Interludes of each kind. */
const ODD = [
  {
    id: 'a',
    title: 'A.',
    client,
    calls: [{ api: 'chat' }],
    behind: ['*'],
    first: [{ redirect: 'http', status: 308 }, { reset: 'after-headers' }],
  },
  {
    id: 'b',
    title: 'B.',
    client,
    calls: [{ api: 'chat' }],
    behind: ['*'],
    first: [{ status: 429, headers: { 'retry-after': { 'date-in': 5 } } }],
  },
]

import { expect, test } from 'vitest'
import { chooseGateways } from './choose-gateways.ts'

const known = {
  openai: { id: 'openai', title: 'OpenAI.' },
  bearer: { id: 'bearer', title: 'Any.', byName: true },
} as const

test.each([
  [['*'], ['openai']],
  [['b*', '!openai'], []],
  [['bearer'], ['bearer']],
  [
    ['bearer', '*'],
    ['openai', 'bearer'],
  ],
])('%j picks %j: a glob passes over what is taken by name alone', (patterns, ids) => {
  expect(chooseGateways(known, patterns)).toEqual(ids)
})

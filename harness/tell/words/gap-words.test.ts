import { expect, test } from 'vitest'
import type { Gap } from '../../model/gap.ts'
import { gapSentence } from './gap-words.ts'

const lost = (...scenarios: readonly string[]): Gap => ({
  kind: 'scenarios',
  sdk: 'sdk',
  version: '1',
  status: 'timeout',
  reason: 'It did not end.',
  places: scenarios.map((scenario) => ({ scenario, gateway: 'openai' })),
})

test('a version, scenarios and a command that said nothing, each in one line', () => {
  expect(gapSentence({ kind: 'version', sdk: 'sdk', version: '2', reason: 'no wheel' })).toBe('sdk 2: no wheel')
  expect(gapSentence(lost('a'))).toBe('sdk 1, a behind openai: timeout: It did not end.')
  expect(gapSentence({ kind: 'silence', scenario: 'your-command', gateway: 'openai' })).toBe(
    'your-command behind openai sent nothing to it at either version.',
  )
})

test('of many scenarios two are named and the rest is counted', () => {
  expect(gapSentence(lost('a', 'b', 'c', 'd'))).toBe(
    'sdk 1, a behind openai, b behind openai and 2 more: timeout: It did not end.',
  )
})

test('on one of several runtimes it is named', () => {
  expect(gapSentence({ kind: 'version', sdk: 'sdk', version: '2', on: 'node 22', reason: 'no wheel' })).toBe(
    'sdk 2 on node 22: no wheel',
  )
})

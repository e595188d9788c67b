import { expect, test } from 'vitest'
import { noFamily } from '../measure/sdks/no-family.ts'
import type { Fields, Scenario } from '../model/scenario.ts'
import { handOversOf } from './hand-overs.ts'

const rest = (headers: Fields): string | undefined => {
  const scenario: Scenario = {
    id: 'a',
    title: 'A.',
    client: { kind: 'vendor', address: 'base-url', headers },
    calls: [{ api: 'chat' }],
    behind: ['*'],
    file: 'a.json',
  }
  return handOversOf([scenario], noFamily, 'npm')[0]?.rest
}

test('scenarios that differ in how a credential is handed over are of one intent, and in any other field of two', () => {
  const plain = rest({})
  expect(rest({ authorization: { credential: 'api-key' } })).toBe(plain)
  for (const value of ['1', null, ['1', '2'], { nothing: true }] as const)
    expect(rest({ 'x-a': value })).not.toBe(plain)
})

import { expect, test } from 'vitest'
import { noFamily } from '../../measure/sdks/no-family.ts'
import { gateways } from '../../testing/shipped-gateways.ts'
import { programGateways, saysWhich } from './program-gateways.ts'

const ours = { id: 'ours', title: 'Ours.', own: true, handlers: () => [] } as const
const world = { gateways: { ...gateways, ours } }
const usual = ['apim-validate-jwt', 'apim-subscription-key', 'openai', 'anthropic']

test("another vendor's own API says nothing about an SDK", () => {
  expect(programGateways({ id: 'openai' }, usual, false, world)).toEqual(usual.filter((id) => id !== 'anthropic'))
})

test('a package without a family is behind what stands for any API, and behind your own', () => {
  expect(programGateways(noFamily, usual, false, world)).toEqual(['bearer', 'basic', 'anywhere'])
  expect(programGateways(noFamily, [...usual, 'ours'], false, world)).toEqual(['bearer', 'basic', 'anywhere', 'ours'])
})

test('who says which gateway gets that one', () => {
  expect(programGateways(noFamily, ['apim-validate-jwt'], true, world)).toEqual(['apim-validate-jwt'])
  expect([saysWhich(['*']), saysWhich(['bearer'])]).toEqual([false, true])
})

import { expect, test } from 'vitest'
import { anExchange, aResult, aRun } from '../../model/builders.fixture.ts'
import { noiseBetween, unstableIn } from './noise.ts'

const sending = (value: string) =>
  aRun('1.0.0', [aResult({ exchanges: [anExchange({ headers: [['x-nonce', value]] })] })])
const at = { version: '1.0.0', scenario: 'azure-api-key', gateway: 'azure-openai' }

test('what differs between two runs of one version is unstable there, and nowhere else', () => {
  const noise = noiseBetween(sending('1'), sending('2'))
  expect(noise).toMatchObject([{ version: '1.0.0', scenario: 'azure-api-key', field: 'header x-nonce' }])
  const unstable = unstableIn(noise)
  expect(unstable({ ...at, subject: 'header x-nonce' })).toBe(true)
  expect(unstable({ ...at, subject: 'header api-key' })).toBe(false)
  expect(unstable({ ...at, version: '1.1.0', subject: 'header x-nonce' })).toBe(false)
})

test('a cell that is measured in one run and not in the other is unstable as a whole', () => {
  const lost = aRun('1.0.0', [{ id: 'azure-api-key', gateway: 'azure-openai', status: 'crashed', reason: 'x' }])
  const unstable = unstableIn(noiseBetween(sending('1'), lost))
  expect(unstable({ ...at, subject: 'outcome' })).toBe(true)
})

test('two runs that are alike are not noisy', () => {
  expect(noiseBetween(sending('1'), sending('1'))).toEqual([])
})

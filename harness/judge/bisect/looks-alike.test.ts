import { expect, test } from 'vitest'
import { anExchange, aResult, aRun } from '../../model/builders.fixture.ts'
import { looksAlike } from './looks-alike.ts'

const scale = {
  sdk: 'openai-python',
  roles: { credentialFields: ['authorization', 'api-key'], telemetryFields: ['user-agent'] },
  overrides: [],
}
const sending = (...headers: [string, string][]) => aRun('1.0.0', [aResult({ exchanges: [anExchange({ headers })] })])
const key: [string, string] = ['api-key', '‹api-key›']

test('a field more is a difference, one of telemetry is none', () => {
  expect(looksAlike(sending(key), sending(key, ['x-new', '1']), scale)).toBe(false)
  expect(looksAlike(sending(key, ['user-agent', 'a']), sending(key, ['user-agent', 'b']), scale)).toBe(true)
})

test('so is what could be measured at one of them alone', () => {
  const lacking = aRun('1.0.0', [{ id: 'azure-api-key', gateway: 'azure-openai', status: 'unsupported', reason: 'no' }])
  expect(looksAlike(lacking, sending(key), scale)).toBe(false)
  expect(looksAlike(sending(key), lacking, scale)).toBe(false)
  expect(looksAlike(lacking, lacking, scale)).toBe(true)
})

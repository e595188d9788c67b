import { expect, test } from 'vitest'
import type { Scenario } from '../model/scenario.ts'
import { isReplayable } from './record-drivers.ts'

const scenario = (over: Partial<Scenario>): Scenario => ({
  id: 'it',
  title: 'It.',
  client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' } },
  calls: [{ api: 'chat' }],
  behind: ['*'],
  file: 'test',
  ...over,
})

test.each<Partial<Scenario>>([
  {},
  { first: [{ status: 429, headers: { 'retry-after': '0' } }, { redirect: 'other-port' }] },
  { environment: { variables: { NO_PROXY: 'localhost' } } },
])('bare drivers are given %j', (over) => {
  expect(isReplayable(scenario(over))).toBe(true)
})

test.each<Partial<Scenario>>([
  { scheme: 'https' },
  { time: 'virtual' },
  { hosts: ['api.openai.com'] },
  { answers: [{ path: '*/files', status: 200 }] },
  { first: [{ status: 500 }, { hang: true }] },
  { first: [{ pass: true }] },
  { first: [{ redirect: 'relative', location: 'elsewhere' }] },
  { environment: { variables: { HTTPS_PROXY: { proxy: true } } } },
])('bare drivers are not given %j', (over) => {
  expect(isReplayable(scenario(over))).toBe(false)
})

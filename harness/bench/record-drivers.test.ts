import { http } from 'msw'
import { expect, test } from 'vitest'
import { clock } from '../edges/clock.ts'
import { spawnDriver } from '../edges/driver-process.ts'
import { startCapture } from '../measure/capture/server.ts'
import type { Scenario } from '../model/scenario.ts'
import { isReplayable, recordingWorld } from './record-drivers.ts'

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

test('two drivers’ captures at the same port are two in the recording, each with what its own gateway said', async () => {
  const { world, recording } = recordingWorld({
    spawnDriver,
    startCapture: async (options) => {
      const server = await startCapture({ ...clock, ...options })
      return { ...server, ports: [40111, 40112, 40113] }
    },
  })
  for (const status of [200, 401]) {
    const server = await world.startCapture({
      handlersFor: (gateway) => [http.all('*', () => new Response('', { status: gateway === 'asked' ? 500 : status }))],
    })
    const { url } = server.open({ key: 'k', gateway: 'own', at: 'path', first: [] })
    await fetch(`${url}/v1`)
    await server.compare('k', '')('asked')
    await fetch(`${url}/v1`)
    server.take('k')
    await server.close()
  }
  const statuses = Object.values(recording().answers).map((answers) => answers.map(([status]) => status))
  expect(statuses).toEqual([
    [200, 200],
    [401, 401],
  ])
})

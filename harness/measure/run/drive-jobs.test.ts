import { expect, test } from 'vitest'
import type { SpawnDriver } from '../../edges/driver-process.ts'
import type { DriverJob } from '../../model/driver.ts'
import { runtimes } from '../../testing/runtimes.ts'
import { driveJobs } from './drive-jobs.ts'

const installed = {
  target: {
    sdk: { id: 'fake', registry: 'npm', package: 'openai', family: 'openai' },
    version: '6.0.0',
    publishedAt: null,
    source: { kind: 'registry' },
  },
  dir: '/nowhere',
  runtime: runtimes.npm,
  reused: false,
} as const

const aJob = (job: number): DriverJob => ({
  job,
  recipe: {
    ...{ form: 'import', module: 'openai', client: 'OpenAI', construct: { args: [], kwargs: {} } },
    ...{ async: false, statusOf: 'status', env: {}, calls: [] },
  },
})

test('a driver that ends while what follows is being thought out is told nothing more', async () => {
  const sent: string[] = []
  const asked = Promise.withResolvers<void>()
  const follows = Promise.withResolvers<readonly DriverJob[]>()
  const spawn: SpawnDriver = async (_command, { line }) => ({
    send: (text) => {
      sent.push(text)
      if (sent.length > 1) return
      line('{"event":"start","job":0}')
      line('{"event":"end","job":0,"end":{"kind":"called","calls":[]}}')
    },
    kill: () => {},
    ended: asked.promise.then(() => ({ exit: 'exited with code 7' })),
  })
  const end = await driveJobs({
    ...{ spawn, installed, ports: [], jobs: [aJob(0)], timeoutMs: 1_000 },
    onStart: () => {},
    onCalled: () => {},
    onWait: async () => false,
    onEnd: () => 'go on',
    more: () => {
      asked.resolve()
      return follows.promise
    },
  })
  expect(end).toEqual({ kind: 'lost', why: 'crashed', during: null, reason: 'The driver exited with code 7.' })
  follows.resolve([aJob(1)])
  await new Promise((resolve) => setImmediate(resolve))
  expect(sent).toHaveLength(1)
})

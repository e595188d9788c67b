import { afterAll, expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { liveProject } from '../../testing/live-project.ts'

// The real Node, from the real registry.

const { json, close } = liveProject()
afterAll(close)

test('npm openai 5.17.0 on Node 22 and Node 24: what differs is what names the runtime, and it is told as that', async () => {
  const wanted = ['node 22', 'node 24']
  const { code, answer } = await json(
    ...['diff', 'openai-node@5.17.0', 'openai-node@5.17.0', '--scenario', 'azure-api-key', '--json'],
    ...wanted.flatMap((runtime) => ['--runtime', runtime]),
  )
  const { runs, findings }: Report = answer
  expect(runs.map(({ on, status }) => [on, status])).toEqual(wanted.map((runtime) => [runtime, 'measured']))
  expect(runs.map(({ runtime }) => runtime)).toEqual([
    expect.stringMatching(/^node 22\.\d+\.\d+$/),
    expect.stringMatching(/^node 24\.\d+\.\d+$/),
  ])
  expect(findings.map(({ on }) => on)).toEqual(
    findings.map(() => ({ kind: 'between', from: 'node 22', to: 'node 24', versions: ['5.17.0'] })),
  )
  expect(findings).toContainEqual(
    expect.objectContaining({ severity: 'telemetry', cause: 'header-changed x-stainless-runtime-version' }),
  )
  expect(code).toBe(0)
})

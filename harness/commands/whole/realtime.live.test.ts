import { afterAll, expect, test } from 'vitest'
import { liveProject } from '../../testing/live-project.ts'

// What asks for a WebSocket, at the newest versions.

const { write, json: cli, close } = liveProject()
afterAll(close)

type Run = {
  readonly reason?: string
  readonly scenarios: readonly {
    readonly id: string
    readonly outcome?: unknown
    readonly exchanges?: readonly { readonly request: { readonly headers: readonly (readonly [string, string])[] } }[]
  }[]
}

const KEY = ['authorization', 'Bearer ‹api-key›']
const LET_IN = { kind: 'response', status: 101 }

test.each([
  [
    'npm',
    { ws: '8.x' },
    { 'openai-realtime-websocket': ['sec-websocket-protocol', 'realtime, openai-insecure-api-key.‹api-key›'] },
  ],
  ['pypi', {}, {}],
] as const)('%s openai asks for a realtime connection with its key, and is let in', async (registry, beside, more) => {
  write('matrix.json', {
    sdks: [{ id: 'openai', registry, package: 'openai', versions: [{ range: '>=3', keep: 'newest' }], with: beside }],
    scenarios: ['openai-realtime*', 'azure-realtime', 'openai-responses-websocket-*'],
    gateways: ['openai', 'azure-openai'],
  })
  const { answer, stderr } = await cli('matrix', '--config', 'matrix.json', '--json')
  const [run]: readonly Run[] = answer.runs
  const sent = {
    'openai-realtime': KEY,
    'openai-realtime-request-header': ['x-request', 'yes'],
    'azure-realtime': ['api-key', '‹api-key›'],
    'openai-responses-websocket-nothing-odd': KEY,
    'openai-responses-websocket-client-headers': ['x-mine', 'a'],
    ...more,
  }
  for (const [id, field] of Object.entries(sent)) {
    const found = run?.scenarios.find((scenario) => scenario.id === id)
    expect(found?.outcome, `${id} ${run?.reason} ${stderr}`).toEqual(LET_IN)
    const fields = found?.exchanges?.[0]?.request.headers.map(([name, value]) => [name.toLowerCase(), value])
    expect(fields).toContainEqual(field)
  }
})

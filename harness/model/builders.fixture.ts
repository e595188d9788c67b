import type { Inferred, Outcome } from './capture.ts'
import type { RunResult, ScenarioResult, Wire, WireExchange } from './report.ts'

/** Builders for tests: each gives a whole value that means something; say only what the test is about. */

export const anExchange = (
  over: {
    headers?: readonly (readonly [string, string])[]
    method?: string
    url?: string
    body?: unknown
    status?: number
  } = {},
): WireExchange => ({
  request: {
    method: over.method ?? 'POST',
    url: over.url ?? 'http://gateway/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
    headers: over.headers ?? [['api-key', '‹api-key›']],
    body: over.body === undefined ? { model: 'gpt-4o' } : over.body,
  },
  response: { status: over.status ?? 200, by: 'backend' },
})

export const answered = (status = 200): Outcome => ({ kind: 'response', status })
export const refused = (status = 401, message = 'Access denied'): Outcome => ({
  kind: 'error',
  name: 'AuthenticationError',
  message,
  status,
})

export const aWire = (over: Partial<Wire> = {}): Wire => ({
  outcome: over.outcome ?? answered(),
  ...(over.calls ? { calls: over.calls } : {}),
  exchanges: over.exchanges ?? [anExchange()],
})

export const aResult = (
  over: Partial<Wire> & { id?: string; gateway?: string; inferred?: Inferred } = {},
): ScenarioResult => ({
  id: over.id ?? 'azure-api-key',
  gateway: over.gateway ?? 'azure-openai',
  status: 'measured',
  ...(over.inferred ? { inferred: over.inferred } : {}),
  ...aWire(over),
})

export const aRun = (version: string, scenarios: readonly ScenarioResult[] = [aResult()]): RunResult => ({
  sdk: 'openai-python',
  version,
  runtime: 'python 3.11.7',
  publishedAt: null,
  status: 'measured',
  dependencies: { openai: version, httpx: '0.28.1' },
  scenarios,
})

import { judge } from '../judge/verdict/judge.ts'
import { type Report, type RunResult, SCHEMA_VERSION, type ScenarioResult } from '../model/report.ts'
import { inWords } from '../tell/words/in-words.ts'

/** One version in so many changes something, in one scenario in so many. */
const EVERY = { versions: 8, scenarios: 3 }

/**
 * A report of one made-up SDK in as many versions and scenarios as wished, behind two gateways; judged as a run is. What
 * changes is a header field, or where the key stands.
 */
export const bigReport = ({
  versions,
  scenarios,
}: {
  readonly versions: number
  readonly scenarios: number
}): Report => {
  const runs = Array.from({ length: versions }, (_, at): RunResult => runOf(at, scenarios))
  const judged = judge(runs, {
    roles: { credentialFields: ['authorization', 'api-key'], telemetryFields: ['user-agent'] },
    handOvers: [],
    acceptances: [],
    inRange: () => false,
    today: '2026-01-01',
  })
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'sdkdrift', version: '0.0.0' },
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T00:00:00.000Z',
    failOn: 'breaking',
    ...{ runs, leftOut: [], notes: [] },
    ...inWords(judged),
  }
}

const runOf = (at: number, scenarios: number): RunResult => ({
  sdk: 'openai-python',
  version: `2.${at}.0`,
  runtime: 'python 3.12.0',
  publishedAt: null,
  dependencies: {},
  status: 'measured',
  scenarios: Array.from({ length: scenarios }, (_, index) =>
    ['azure-openai', 'apim-validate-jwt'].map((gateway) => resultOf(`asked-${index}`, gateway, generation(at, index))),
  ).flat(),
})

/** How many changes a scenario has seen by a version. */
const generation = (at: number, scenario: number): number =>
  Math.floor((at + (scenario % EVERY.scenarios) * 2) / EVERY.versions) * (scenario % EVERY.scenarios === 0 ? 1 : 0)

const resultOf = (id: string, gateway: string, changes: number): ScenarioResult => {
  const isKey = changes % 4 < 2
  const refused = gateway === 'azure-openai' && !isKey
  return {
    ...{ id, gateway, status: 'measured' },
    outcome: refused
      ? { kind: 'error', name: 'AuthenticationError', message: 'Access denied due to invalid key.', status: 401 }
      : { kind: 'response', status: 200 },
    exchanges: [
      {
        request: {
          method: 'POST',
          url: `http://gateway/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21&of=${id}`,
          headers: [
            ['host', 'gateway'],
            ['accept', 'application/json'],
            ['content-type', 'application/json'],
            ['user-agent', 'AzureOpenAI/Python ‹own version›'],
            ['x-generation', `${changes}`],
            isKey ? ['api-key', '‹api-key›'] : ['authorization', 'Bearer ‹api-key›'],
            ['content-length', '‹length of the body›'],
          ],
          body: { model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] },
        },
        response: { status: refused ? 401 : 200, by: 'backend' },
      },
    ],
  }
}

import { afterAll, expect, test } from 'vitest'
import { liveProject } from '../../testing/live-project.ts'

// Families, all of those that are no Stainless SDK among them: a step of which the SDK's own source says what changed, and its newest version makes
// its plain call. Where in the source: fixtures/families/looked-up.md.

const { write, json, close } = liveProject()
afterAll(close)

type Step = readonly [registry: string, name: string, from: string, to: string, newest: string, told: string]

const steps: readonly Step[] = [
  ['npm', '@ai-sdk/openai', '1.3.24', '2.0.131', '4.0.118', 'where 1.3.24 calls api.openai.com'],
  ['npm', '@ai-sdk/azure', '1.3.25', '2.0.138', '4.0.85', 'asks for path `/openai/chat/completions`'],
  ['npm', '@ai-sdk/anthropic', '2.0.112', '3.0.140', '4.0.105', 'raises InvalidArgumentError'],
  ['npm', '@langchain/openai', '0.6.17', '1.0.0', '1.6.0', 'makes 1 request where 0.6.17 made 2'],
  ['pypi', 'langchain-openai', '1.1.16', '1.2.2', '1.7.4', 'no longer sends `authorization: Bearer'],
  ['npm', '@google/genai', '2.32.0', '3.1.0', '3.3.0', 'asks for path `/v1/models/'],
  ['pypi', 'google-genai', '2.34.0', '3.0.0', '3.6.1', 'asks for path `/v1/models/'],
  ['npm', '@mistralai/mistralai', '1.0.4', '1.1.0', '2.7.0', 'no longer sends `/tool_choice` in its body'],
  ['pypi', 'mistralai', '2.3.2', '2.4.13', '3.7.0', 'now sends `authorization: Bearer'],
  ['npm', 'cohere-ai', '7.6.2', '7.7.7', '8.1.0', 'asks for path `/v1/chat` where 7.6.2 asked for `/v1/v1/chat`'],
  ['pypi', 'cohere', '5.9.4', '5.15.0', '7.3.1', 'sends `authorization: Bearer ‹entra-token#2›`'],
  [
    'npm',
    '@azure-rest/ai-inference',
    '1.0.0-beta.4',
    '1.0.0-beta.5',
    '1.0.0-beta.6',
    'azsdk-js-ai-inference/1.0.0-beta.3',
  ],
  ['pypi', 'azure-ai-inference', '1.0.0b4', '1.0.0b5', '1.0.0b9', 'now sends `api-key: '],
  [
    'npm',
    '@perplexity-ai/perplexity_ai',
    '0.27.0',
    '0.29.0',
    '0.38.5',
    'sends `authorization: Bearer from-the-environment` where',
  ],
  ['pypi', 'perplexityai', '0.32.1', '0.33.0', '0.46.1', 'Bearer from-the-environment` where'],
  ['npm', '@runwayml/sdk', '3.20.0', '3.21.0', '4.20.1', 'sends `authorization: Bearer from-the-environment` where'],
  ['pypi', 'runwayml', '4.12.0', '4.13.0', '5.24.0', 'Bearer from-the-environment` where'],
  ['npm', 'lithic', '0.137.0', '0.139.0', '0.145.0', 'sends `authorization: Bearer from-the-environment` where'],
  ['pypi', 'lithic', '0.122.0', '0.123.0', '0.133.0', 'Bearer from-the-environment` where'],
  ['npm', 'replicate', '0.28.1', '0.29.4', '1.4.0', 'sends `authorization: Bearer ‹api-key›` where 0.28.1 sent'],
  ['pypi', 'replicate', '0.25.2', '0.26.1', '1.0.7', 'sends `authorization: Bearer ‹api-key›` where 0.25.2 sent'],
  ['npm', '@pinecone-database/pinecone', '6.1.4', '7.0.0', '9.0.0', 'sends `x-pinecone-api-version: 2025-10`'],
  ['pypi', 'pinecone', '8.1.2', '9.0.1', '10.2.0', 'sends `accept: */*` where 8.1.2 sent'],
  ['pypi', 'litellm', '1.80.17', '1.110.2', '1.110.2', 'no longer sends `authorization: Bearer'],
]

const idOf = (registry: string, name: string): string => `${registry}-${name.replaceAll(/\W/g, '-').replace(/^-/, '')}`

const scenarios = [
  'openai-api-key',
  'openai-env-api-key',
  'openai-env-base-url',
  'openai-authorization-env-headers',
  'openai-retry-after-429',
  'openai-callable-api-key-several-calls',
  'azure-api-key',
  'azure-entra-token-as-api-key',
  'anthropic-api-key-and-auth-token',
]

test('what changed is told, and the newest version is let in by its vendor’s API', async () => {
  write('matrix.json', {
    sdks: steps.map(([registry, name, from, to, newest]) => ({
      id: idOf(registry, name),
      registry,
      package: name,
      versions: [...new Set([from, to, newest])],
    })),
    scenarios,
  })
  const { answer, stderr } = await json('matrix', '--json')
  const { runs, findings }: { runs: readonly Run[]; findings: readonly Finding[] } = answer
  expect(
    runs.filter(({ status }) => status !== 'measured'),
    stderr,
  ).toEqual([])
  for (const [registry, name, from, to, newest, told] of steps) {
    const sdk = idOf(registry, name)
    const own = findings
      .filter((one) => one.sdk === sdk && one.from === from && one.to === to)
      .map(({ title }) => title)
    expect(own, sdk).toContainEqual(expect.stringContaining(told))
    const last = runs.find((run) => run.sdk === sdk && run.version === newest)
    expect([sdk, last?.scenarios.some(({ outcome }) => outcome?.status === 200 || outcome?.status === 201)]).toEqual([
      sdk,
      true,
    ])
  }
})

type Run = {
  readonly sdk: string
  readonly version: string
  readonly status: string
  readonly scenarios: readonly { readonly outcome?: { readonly status?: number } }[]
}

type Finding = { readonly sdk: string; readonly from: string; readonly to: string; readonly title: string }

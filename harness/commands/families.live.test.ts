import { afterAll, expect, test } from 'vitest'
import { liveProject } from '../testing/live-project.ts'

// A version of each family that is no Stainless SDK makes its plain call, and what changed is told.

const { write, json, close } = liveProject()
afterAll(close)

const sdks = [
  ['npm', '@ai-sdk/openai', '2.0.131'],
  ['npm', '@ai-sdk/azure', '2.0.138'],
  ['npm', '@ai-sdk/anthropic', '2.0.112'],
  ['npm', '@langchain/openai', '1.6.0'],
  ['pypi', 'langchain-openai', '1.7.4'],
  ['npm', '@google/genai', '2.32.0'],
  ['pypi', 'google-genai', '2.34.0'],
  ['npm', '@mistralai/mistralai', '2.7.0'],
  ['pypi', 'mistralai', '3.7.0'],
  ['npm', 'cohere-ai', '8.1.0'],
  ['pypi', 'cohere', '7.3.1'],
  ['npm', '@azure-rest/ai-inference', '1.0.0-beta.6'],
  ['pypi', 'azure-ai-inference', '1.0.0b9'],
].map(([registry, name, version]) => ({
  id: `${registry}-${name?.replaceAll(/\W/g, '-').replace(/^-/, '')}`,
  registry,
  package: name,
  versions: [version],
}))

test('each makes its plain call, and is let in by its vendor’s API', async () => {
  write('matrix.json', { sdks })
  const { answer, stderr } = await json('matrix', '--json')
  const { runs }: { runs: readonly Run[] } = answer
  expect(
    runs.map(({ sdk, status }) => [sdk, status]),
    stderr,
  ).toEqual(sdks.map(({ id }) => [id, 'measured']))
  for (const { sdk, scenarios } of runs)
    expect([sdk, scenarios.some(({ outcome }) => outcome?.status === 200)]).toEqual([sdk, true])
}, 180_000)

type Run = {
  readonly sdk: string
  readonly status: string
  readonly scenarios: readonly { readonly outcome?: { readonly status?: number } }[]
}

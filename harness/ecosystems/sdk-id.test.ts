import { expect, test } from 'vitest'
import { sdkId } from './sdk-id.ts'

test.each([
  ['npm', 'openai', 'openai-node'],
  ['npm', '@anthropic-ai/sdk', 'anthropic-ai-sdk-node'],
  ['npm', '@sentry/node', 'sentry-node'],
  ['npm', 'elastic-apm-node', 'elastic-apm-node'],
  ['npm', 'node', 'node-node'],
  ['pypi', 'sentry-sdk', 'sentry-sdk-python'],
  ['pypi', 'python-redmine', 'python-redmine'],
  ['pypi', 'opensearch-python', 'opensearch-python'],
] as const)('%s %s is %s: the language is said once', (registry, name, id) => {
  expect(sdkId(registry, name)).toBe(id)
})

test('packages have ids of their own', () => {
  const ids: string[] = []
  for (const name of ['sentry', '@sentry/node', 'sentry-node']) ids.push(sdkId('npm', name, (id) => ids.includes(id)))
  expect(ids).toEqual(['sentry-node', 'sentry-node-node', 'sentry-node-node-2'])
})

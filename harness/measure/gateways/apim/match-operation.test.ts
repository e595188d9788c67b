import { expect, test } from 'vitest'
import { matchOperation } from './match-operation.ts'

const operation = (urlTemplate: string, method = 'POST') => ({ id: urlTemplate, name: '', method, urlTemplate })
const all = [
  operation('/deployments/{deployment-id}/chat/completions?api-version={api-version}'),
  operation('/models/{id}', 'GET'),
  operation('/models/mine', 'GET'),
  operation('/files/*', '*'),
  operation('/rest/{*path}'),
]

test.each([
  ['POST', '/deployments/gpt-4o/chat/completions', 0, { 'deployment-id': 'gpt-4o', 'api-version': '1' }],
  ['GET', '/models/a%20b', 1, { id: 'a b' }],
  ['get', '/models/mine/', 2, {}],
  ['DELETE', '/files/a/b', 3, {}],
  ['POST', '/rest/a/b', 4, { path: 'a/b' }],
] as const)('%s %s', (method, path, index, parameters) => {
  const found = matchOperation(all, method, path, new URLSearchParams('api-version=1'))
  expect(found).toEqual({ operation: all[index], parameters })
})

test.each([
  ['GET', '/deployments/gpt-4o/chat/completions'],
  ['POST', '/deployments/a/b/chat/completions'],
  ['GET', '/models'],
])('%s %s is none of them', (method, path) => {
  expect(matchOperation(all, method, path, new URLSearchParams())).toBeNull()
})

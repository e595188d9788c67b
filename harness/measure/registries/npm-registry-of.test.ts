import { pickRegistry } from 'npm-registry-fetch'
import { expect, test } from 'vitest'
import { npmRegistryOf } from './npm-registry-of.ts'

const registry = 'https://registry.example/'
test.each([
  ['openai', { registry }],
  ['@acme/sdk', { registry, '@acme:registry': 'https://acme.example/npm/' }],
  ['@other/sdk', { registry, '@acme:registry': 'https://acme.example/npm/' }],
  ['openai', { registry, scope: 'acme', '@acme:registry': 'https://acme.example/npm/' }],
  ['openai', { registry, scope: '@acme', '@acme:registry': 'https://acme.example/npm/' }],
  ['@other/sdk', { registry, scope: '', '@acme:registry': 'https://acme.example/npm/' }],
])('%s with %j is looked up where npm itself would', (name, npm) => {
  expect(npmRegistryOf(name, npm)).toBe(pickRegistry(name, npm))
})
